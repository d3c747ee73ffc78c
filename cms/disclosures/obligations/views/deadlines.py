"""A school's own deadlines: what is late, what comes next, what is done, and the log of changes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from cms.core.school_years import SchoolYear
from cms.core.screens import AdminScreen
from cms.disclosures.models import ChangeNote, DeadlineSettings
from cms.disclosures.obligations import notices
from cms.disclosures.obligations.changes import ChangeError, note_change
from cms.disclosures.obligations.duties import kept_until, owed_years
from cms.disclosures.obligations.forms import ChangeForm
from cms.disclosures.obligations.people import ENTER
from cms.disclosures.obligations.reading import Standing, standings
from cms.disclosures.obligations.reminders import open_by_day, when
from cms.shared.models import DutyKind, DutyState

INDEX = reverse_lazy("disclosure_deadlines:index")
MOST_CHANGES = 20


class DeadlineScreen(AdminScreen):
    """A page for those who enter or publish what the school discloses."""

    header_icon = "date"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(f"disclosures.{ENTER}"):  # type: ignore[union-attr]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Line:
    """A duty as the screen shows it."""

    standing: Standing
    state: DutyState
    year: str
    stays_until: dt.date | None

    @property
    def title(self) -> str:
        return self.standing.duty.title


@dataclass(frozen=True, slots=True)
class Day:
    """What is due on one day."""

    due: dt.date
    words: str
    is_late: bool
    is_near: bool
    rules: list[tuple[str, str]]
    is_compared: bool
    lines: list[Line]


def days_of(found: list[Standing], today: dt.date) -> list[Day]:
    """Return what is still open by day, the earliest first."""
    return [
        Day(
            due=due,
            words=when(due, today),
            is_late=due < today,
            is_near=any(one.duty.warn_from <= today for one in rows),
            rules=list(dict.fromkeys((one.duty.rule, one.duty.law) for one in rows if one.duty.rule or one.duty.law)),
            is_compared=all(one.duty.is_compared for one in rows),
            lines=[line_of(one, today) for one in rows],
        )
        for due, rows in open_by_day(found).items()
    ]


def line_of(one: Standing, today: dt.date) -> Line:
    """Return a duty with its state in words."""
    duty = one.duty
    year = str(duty.year) if duty.kind == DutyKind.REPORT else str(SchoolYear(duty.year))
    until = kept_until(one.done_on, one.regulation) if one.done_on else None
    return Line(one, one.state(today), year, until)


class Index(DeadlineScreen, TemplateView):
    """All deadlines of the school."""

    page_title = gettext_lazy("Deadlines of disclosures")
    template_name = "disclosures/obligations/deadlines.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        found = standings(self.request.tenant, today)  # type: ignore[attr-defined]
        newest = next(owed_years(today))
        settings = DeadlineSettings.objects.first() or DeadlineSettings()
        return super().get_context_data(  # type: ignore[no-any-return]
            days=days_of(found, today),
            done=[line_of(one, today) for one in found if one.done_on and one.duty.year >= newest],
            optional=[line_of(one, today) for one in found if one.duty.optional and not one.done_on],
            changes=ChangeNote.objects.select_related("disclosure__set", "noted_by", "settled_by").defer(
                "disclosure__draft", "settled_by__data"
            )[:MOST_CHANGES],
            notices=notices.shown_here(),
            sends_mail=settings.sends_mail,
            may_set=self.request.user.has_perm("disclosures.change_deadlinesettings"),  # type: ignore[union-attr]
            **kwargs,
        )


class AddChange(DeadlineScreen, FormView):
    """Noting what changed on which day."""

    page_title = gettext_lazy("Note a change")
    template_name = "disclosures/obligations/change.html"
    form_class = ChangeForm
    success_url = INDEX
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [{"url": INDEX, "label": gettext_lazy("Deadlines of disclosures")}]

    def form_valid(self, form: ChangeForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            note = note_change(data["disclosure"], data["changed_on"], data["what"], self.request.user)
        except ChangeError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Noted. The new figures must be public within 10 working days of %(day)s.")
            % {"day": f"{note.changed_on:%d/%m/%Y}"},
        )
        return redirect(INDEX)
