"""Which duties a regulation lays on a school, and when each is due: pure functions of the data."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from cms.disclosures.regulation import Deadline, Form, PartKind, Regulation, Source, regulation_for
from cms.shared.models.disclosures import DutyKind

WARN_DAYS = 30
ONE_DAY = dt.timedelta(days=1)
# Topics of their own beside those of the regulation.
CHANGES, REPORT = "changes", "report"


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that has to be public by the end of a day."""

    kind: DutyKind
    year: int
    code: str
    topic: str
    title: str
    due: dt.date
    warn_from: dt.date
    law: str = ""
    # What the regulation says of the day.
    rule: str = ""
    optional: bool = False
    # Whether the day was seen in the text of the law.
    is_compared: bool = True


def last_day(month_and_day: tuple[int, int], year: int, *, before: bool) -> dt.date:
    """Return the last day on which something is on time: 29 June where it is due before 30 June."""
    day = dt.date(year, *month_and_day)
    return day - ONE_DAY if before else day


def form_duties(regulation: Regulation, year: int, kind: str, enrolment_opens: dt.date | None = None) -> list[Duty]:
    """Return a duty for each form that a school of this kind fills in, in the regulation's order.

    `enrolment_opens` is the day on which the school begins to enrol for this school year.
    """
    return [
        _form_duty(form, regulation, year, enrolment_opens)
        for form in regulation.forms_for(kind)
        # What stands in another section of the site, such as the menu, has no day of its own here.
        if any(part.kind != PartKind.SECTION for part in form.parts)
    ]


def _form_duty(form: Form, regulation: Regulation, year: int, enrolment_opens: dt.date | None) -> Duty:
    deadline = _general(form, regulation)
    due = _due(deadline, year)
    named = regulation.deadlines.get(form.deadline)
    if named is not None:
        own = enrolment_opens - ONE_DAY if enrolment_opens else _due(named, year)
        if own >= regulation.effective_from:
            deadline, due = named, own
    if due < regulation.effective_from:
        # What would have been due before the regulation was in force is due with the rest of its first year.
        due, deadline = max(((_due(row, year), row) for row in _of_topics(regulation)), key=lambda one: one[0])
    return Duty(
        kind=DutyKind.FORM,
        year=year,
        code=form.code,
        topic=form.topic,
        title=form.short,
        due=due,
        warn_from=_warn_from(deadline, due),
        law=deadline.law,
        rule=deadline.rule,
        optional=form.optional,
        is_compared=deadline.source == Source.TEXT,
    )


def _of_topics(regulation: Regulation) -> list[Deadline]:
    return [row for row in regulation.deadlines.values() if row.topics]


def are_compared(regulation: Regulation) -> bool:
    """Tell whether all days on which forms fall due were seen in the text of the law."""
    return all(row.source == Source.TEXT for row in _of_topics(regulation))


def _general(form: Form, regulation: Regulation) -> Deadline:
    return next(row for row in regulation.deadlines.values() if form.topic in row.topics)


def _due(deadline: Deadline, year: int) -> dt.date:
    if deadline.due is None:
        raise LookupError(f"{deadline.code} names no day")
    return last_day(deadline.due, year + (deadline.year == "end"), before=deadline.before)


def _warn_from(deadline: Deadline, due: dt.date) -> dt.date:
    if deadline.warn_from is None:
        return due - dt.timedelta(days=WARN_DAYS)
    first = dt.date(due.year, *deadline.warn_from)
    return first if first <= due else due - dt.timedelta(days=WARN_DAYS)


def report_duty(regulation: Regulation, calendar_year: int) -> Duty | None:
    """Return when the annual report of a calendar year is due; None where the regulation asks for none."""
    report = regulation.report
    if report is None:
        return None
    deadline = regulation.deadlines[report.deadline]
    due = _due(deadline, calendar_year + 1)
    return Duty(
        kind=DutyKind.REPORT,
        year=calendar_year,
        code=report.code,
        topic=REPORT,
        title=report.title,
        due=due,
        warn_from=_warn_from(deadline, due),
        law=deadline.law,
        rule=deadline.rule,
        is_compared=deadline.source == Source.TEXT,
    )


def change_days(regulation: Regulation) -> int:
    """Return within how many working days a change must be public; 0 where the regulation does not say."""
    return max((row.working_days for row in regulation.deadlines.values()), default=0)


def kept_until(published_on: dt.date, regulation: Regulation) -> dt.date | None:
    """Return until when something published must stay public at least (TT 09/2024 Điều 15 khoản 2)."""
    years = max((row.years for row in regulation.deadlines.values()), default=0)
    if not years:
        return None
    try:
        return published_on.replace(year=published_on.year + years)
    except ValueError:
        return published_on.replace(year=published_on.year + years, month=3, day=1)


def general_due(regulation: Regulation, year: int) -> dt.date:
    """Return the day by which a school year's set as a whole has to be public."""
    return max(_due(row, year) for row in _of_topics(regulation))


def owed_years(today: dt.date) -> Iterator[int]:
    """Yield the school years that every school owes something for: the newest that is due, and what comes after it.

    The year to come belongs to it as soon as the first of its forms (fees) can be asked for. The days are those of
    the product's data: which years a school owes does not hang on a correction.
    """
    newest = next(year for year in range(today.year, 0, -1) if general_due(regulation_for(year), year) < today)
    yield newest
    yield newest + 1
    if today >= dt.date(newest + 2, 5, 1):
        yield newest + 2
