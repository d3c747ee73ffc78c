"""How the current school stands with its duties."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cms.disclosures.labels.book import book
from cms.disclosures.models import ChangeNote, DeadlineSettings, Disclosure, DisclosureSet, YearReport
from cms.disclosures.obligations.duties import CHANGES, Duty, change_days, form_duties, owed_years, report_duty
from cms.disclosures.regulation import Regulation, regulation_for, regulations
from cms.shared.models.disclosures import DutyKind, DutyState, state_of
from cms.shared.working_days import add_working_days
from tenants.models import School
from tenants.registry import CurrentSchool


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty and what has been done about it."""

    duty: Duty
    regulation: Regulation
    done_on: dt.date | None = None
    published_at: dt.datetime | None = None
    versions: int = 0
    # Row of the form; None while nobody has opened the year.
    disclosure: Disclosure | None = None

    def state(self, today: dt.date | None = None) -> DutyState:
        """Return how it stands on a day, or today."""
        day = today or timezone.localdate()
        return state_of(self.duty.due, self.done_on, day, optional=self.duty.optional)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.done_on is None and not self.duty.optional


def standings(school: "School | CurrentSchool", today: dt.date | None = None) -> list[Standing]:
    """Return every duty of the current school: of each year it has opened, and of those that are owed now."""
    day = today or timezone.localdate()
    codes = {one.year: one.regulation_code for one in DisclosureSet.objects.all()}
    for year in owed_years(day):
        codes.setdefault(year, regulation_for(year).code)
    rows = {(row.set.year, row.form_code): row for row in Disclosure.objects.select_related("set").defer("draft").all()}
    opens = DeadlineSettings.objects.values_list("enrolment_opens_on", flat=True).first()
    reports = {one.year: one for one in YearReport.objects.defer("draft")}
    found: list[Standing] = []
    for year, code in sorted(codes.items()):
        regulation = book().regulation(code, year)
        for duty in form_duties(regulation, year, school.kind, _opening(opens, year)):
            found.append(_of_form(duty, regulation, rows.get((year, duty.code))))
        report = report_duty(regulation, year)
        if report is not None and regulation.forms_for(school.kind):
            found.append(_of_report(report, regulation, reports.get(year)))
    return [*found, *_changes()]


def _opening(opens: dt.date | None, year: int) -> dt.date | None:
    """Return the first day of enrolment in a year: what was entered for another year stands for it too."""
    if opens is None:
        return None
    return dt.date(year, 2, 28) if (opens.month, opens.day) == (2, 29) else opens.replace(year=year)


def _of_form(duty: Duty, regulation: Regulation, row: Disclosure | None) -> Standing:
    if row is None or row.first_published_at is None:
        return Standing(duty, regulation, disclosure=row)
    done_on = timezone.localdate(row.first_published_at)
    return Standing(duty, regulation, done_on, row.published_at, row.version_count, row)


def _of_report(duty: Duty, regulation: Regulation, row: YearReport | None) -> Standing:
    if row is None or row.first_published_at is None:
        return Standing(duty, regulation)
    return Standing(duty, regulation, timezone.localdate(row.first_published_at), row.published_at, row.version_count)


def _changes() -> list[Standing]:
    """Return the newest change of each form: open, or made public by which day."""
    found: dict[int, Standing] = {}
    notes = ChangeNote.objects.select_related("disclosure__set", "settled_by").defer(
        "disclosure__draft", "settled_by__data"
    )
    for note in notes.order_by("changed_on", "pk"):
        known = found.get(note.disclosure_id)
        # The oldest open one has the earliest deadline.
        if known is not None and known.is_open:
            continue
        standing = _of_change(note)
        if standing is not None:
            found[note.disclosure_id] = standing
    return list(found.values())


def _of_change(note: ChangeNote) -> Standing | None:
    row = note.disclosure
    days = change_days(in_force_on(note.changed_on))
    if not days:
        return None
    duty = Duty(
        kind=DutyKind.CHANGE,
        year=row.set.year,
        code=row.form_code,
        topic=CHANGES,
        title=row.form.short,
        due=add_working_days(note.changed_on, days),
        warn_from=note.changed_on,
        law="Điều 15 khoản 1",
    )
    published = note.settled_by.published_at if note.settled_by else None
    done_on = timezone.localdate(published) if published else None
    return Standing(duty, row.set.regulation, done_on, published, row.version_count, row)


def in_force_on(day: dt.date) -> Regulation:
    """Return the circular in force on a day."""
    known = list(regulations().values())
    return next((one for one in reversed(known) if one.effective_from <= day), known[0])
