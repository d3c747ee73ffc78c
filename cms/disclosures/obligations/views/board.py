"""The portal's board: who has disclosed what in time, who has not, and a message to those who are late."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.db.models import Count, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.core.school_years import SchoolYear
from cms.core.screens import AdminScreen, download
from cms.core.spreadsheets import XLSX, as_xlsx
from cms.disclosures.labels.book import book, regulation_in
from cms.disclosures.obligations import notices
from cms.disclosures.obligations.board import Board, Wanted, late_schools, read_board
from cms.disclosures.obligations.city_figures import CityFigures, read_figures
from cms.disclosures.obligations.duties import are_compared, general_due, owed_years
from cms.disclosures.obligations.forms import NoticeForm
from cms.disclosures.regulation import Regulation, regulations
from cms.shared.models import DisclosureDuty, DisclosureNotice, DutyKind, DutyState
from cms.shared.school_choice import choice_of
from cms.shared.school_screen import SchoolScreenMixin
from tenants.enums import SchoolKind

BOARD_CRUMB = {"url": reverse_lazy("disclosure_board:index"), "label": gettext_lazy("Disclosures of schools")}
MOST_WRITTEN = 50


class BoardScreen(PermissionCheckedMixin, AdminScreen):
    """A page of the portal's people who look after the schools."""

    header_icon = "date"
    model: ClassVar[type[Model]] = DisclosureDuty
    permission_required: ClassVar[str] = "view"


def wanted_of(asked: Any) -> Wanted:
    """Return what the address asks for; what nobody knows counts as "all"."""
    state = asked.get("trang-thai", "")
    return Wanted(_year(asked.get("nam", "")), state=state if state in DutyState.values else "", **choice_of(asked))


def _year(text: str) -> int:
    """Return the school year asked for, or the newest of which everything is due."""
    first = next(iter(regulations().values())).first_school_year
    newest = next(owed_years(timezone.localdate()))
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else newest
    return year if first <= year <= newest + 2 else newest


def choices(wanted: Wanted, board: Board) -> dict[str, Any]:
    """Return what the filter offers."""
    years = {line.year for line in board.trend} | {wanted.year, *owed_years(timezone.localdate())}
    return {
        "wanted": wanted,
        "years": [(year, str(SchoolYear(year))) for year in sorted(years, reverse=True)],
        "states": [(state.value, state.label) for state in DutyState if state != DutyState.NOT_ASKED],
    }


class Index(BoardScreen, TemplateView):
    """Schools × topics of one school year."""

    page_title = gettext_lazy("Disclosures of schools")
    template_name = "disclosures/obligations/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = wanted_of(self.request.GET)
        board = read_board(wanted)
        return super().get_context_data(  # type: ignore[no-any-return]
            board=board,
            year_label=str(SchoolYear(wanted.year)),
            due=general_due(board.regulation, wanted.year),
            is_compared=are_compared(board.regulation),
            query=self.request.GET.urlencode(),
            may_write=self.request.user.has_perm("shared.add_disclosurenotice"),  # type: ignore[union-attr]
            **choices(wanted, board),
            **kwargs,
        )


class Export(BoardScreen, View):
    """The board as a workbook: the table, what is open in words, the trend, and the city's figures."""

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = wanted_of(request.GET)
        board = read_board(wanted)
        content = as_xlsx(
            {
                _("Board"): table(board),
                _("Not public"): open_duties(wanted, board),
                _("Trend"): trend(board),
                _("Figures"): figures(read_figures(wanted)),
            }
        )
        return download(content, XLSX, f"cong-khai-cac-truong-{SchoolYear(wanted.year)}.xlsx")


def table(board: Board) -> list[list[Any]]:
    """Return the table of the workbook."""
    heading = [_("School"), _("Kind"), _("Ward"), _("Managing authority"), _("Asked"), _("Done on time")]
    heading += [_("Done late"), _("Not due yet"), _("Late")]
    rows = []
    for row in board.rows:
        total = row.total
        who = [row.name, str(SchoolKind(row.kind).label), row.ward, row.authority]
        counts = [total.asked, total.on_time, total.done_late, total.to_come, total.late]
        rows.append([*who, *counts, *(cell.words for cell in row.cells)])
    return [[*heading, *(title for _topic, title in board.columns)], *rows]


def open_duties(wanted: Wanted, board: Board) -> list[list[Any]]:
    """Return one row per form that is not public: one query."""
    heading = [_("School"), _("Form"), _("Due"), _("State")]
    names = {row.pk: row.name for row in board.rows}
    found = wanted.duties().filter(year=wanted.year, state__in=(DutyState.LATE, DutyState.DUE), school__in=names)
    rows = found.order_by("school__name", "due", "pk")
    known = book()
    values = rows.values_list("school_id", "regulation_code", "kind", "code", "due", "state")
    return [
        heading,
        *(
            [names[school], title_of(known.regulation(regulation, wanted.year), kind, code), *_when(due, state)]
            for school, regulation, kind, code, due, state in values
        ),
    ]


def _when(due: dt.date, state: str) -> tuple[str, str]:
    return f"{due:%d/%m/%Y}", str(DutyState(state).label)


def title_of(regulation: Regulation, kind: str, code: str) -> str:
    """Return a duty in words."""
    if kind == DutyKind.REPORT:
        return regulation.report.title if regulation.report else code
    form = regulation.forms.get(code)
    title = f"{form.number or form.code} – {form.short}" if form else code
    return _("%(title)s (change)") % {"title": title} if kind == DutyKind.CHANGE else title


def trend(board: Board) -> list[list[Any]]:
    """Return the years as rows."""
    heading = [_("School year"), _("Schools"), _("Asked"), _("Done on time"), _("Done late"), _("Late")]
    return [
        heading,
        *(
            [one.label, one.schools, one.tally.asked, one.tally.on_time, one.tally.done_late, one.tally.late]
            for one in board.trend
        ),
    ]


def figures(found: CityFigures) -> list[list[Any]]:
    """Return the published figures of each school, with the sums."""
    rows = [[row.name, row.kind_label, *row.values] for row in found.rows]
    sums = [_("Total"), "", *(total.value for total in found.totals)]
    counted = [_("Schools counted"), "", *(total.counted for total in found.totals)]
    return [[_("School"), _("Kind"), *found.labels], *rows, sums, counted]


class Figures(BoardScreen, TemplateView):
    """The city's figures."""

    page_title = gettext_lazy("Figures of the city")
    template_name = "disclosures/obligations/figures.html"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [BOARD_CRUMB]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = wanted_of(self.request.GET)
        board = read_board(wanted)
        return super().get_context_data(  # type: ignore[no-any-return]
            board=board,
            figures=read_figures(wanted),
            year_label=str(SchoolYear(wanted.year)),
            query=self.request.GET.urlencode(),
            **choices(wanted, board),
            **kwargs,
        )


class OneSchool(SchoolScreenMixin, BoardScreen, TemplateView):
    """One school: every duty of every year, and what the office has written to it."""

    template_name = "disclosures/obligations/school.html"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [BOARD_CRUMB]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years: dict[int, list[dict[str, Any]]] = {}
        rows = DisclosureDuty.objects.with_state().filter(school=self.school).order_by("-year", "due", "pk")
        for row in rows:
            regulation = book().regulation(row.regulation_code, row.year)
            years.setdefault(row.year, []).append(
                {
                    "row": row,
                    "title": title_of(regulation, row.kind, row.code),
                    "is_compared": are_compared(regulation),
                }
            )
        return super().get_context_data(  # type: ignore[no-any-return]
            school=self.school,
            site_url=self.school.root_url,
            years=[(str(SchoolYear(year)), lines) for year, lines in years.items()],
            notices=DisclosureNotice.objects.filter(receipts__school=self.school),
            **kwargs,
        )


class Write(BoardScreen, FormView):
    """A message to schools that are late: those ticked at the board, or all that the filter shows."""

    page_title = gettext_lazy("Write to schools that are late")
    template_name = "disclosures/obligations/write.html"
    form_class = NoticeForm
    model = DisclosureNotice
    permission_required: ClassVar[str] = "add"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [BOARD_CRUMB]

    def get_initial(self) -> dict[str, Any]:
        year = self._wanted.year
        regulation = regulation_in(year)
        words = {
            "year": SchoolYear(year),
            "number": regulation.number,
            "day": f"{general_due(regulation, year):%d/%m/%Y}",
        }
        text = _(
            "Your school has not published all that Circular %(number)s asks for the school year %(year)s"
            " (due by %(day)s). Please complete it on your site as soon as possible, or tell us what keeps you."
        )
        return {"text": text % words}

    @property
    def _wanted(self) -> Wanted:
        return wanted_of(self.request.POST if self.request.method == "POST" else self.request.GET)

    def _schools(self) -> list[tuple[int, str]]:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        chosen = [int(pk) for pk in asked.getlist("truong") if pk.isascii() and pk.isdigit() and len(pk) < 9]
        if chosen:
            return late_schools(Wanted(self._wanted.year), chosen)
        return late_schools(self._wanted) if asked.get("tat-ca") else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = self._wanted.year
        return super().get_context_data(  # type: ignore[no-any-return]
            schools=self._schools(), year=year, year_label=str(SchoolYear(year)), **kwargs
        )

    def form_valid(self, form: NoticeForm) -> HttpResponse:
        schools, year = self._schools(), self._wanted.year
        if not schools:
            messages.error(self.request, _("None of the chosen schools is late any more."))
            return redirect("disclosure_board:index")
        notices.send(year, [pk for pk, _name in schools], form.cleaned_data["text"], self.request.user)
        words = ngettext(
            "The message goes to %(count)s school.", "The message goes to %(count)s schools.", len(schools)
        )
        messages.success(self.request, words % {"count": len(schools)})
        return redirect(f"{reverse('disclosure_board:index')}?nam={year}")


class Written(BoardScreen, TemplateView):
    """What was written, by whom, to how many schools, and whether their people got it."""

    page_title = gettext_lazy("Messages to late schools")
    template_name = "disclosures/obligations/written.html"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [BOARD_CRUMB]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(
            DisclosureNotice.objects.annotate(schools=Count("receipts"), mailed=Count("receipts__mailed_at"))[
                :MOST_WRITTEN
            ]
        )
        people = get_user_model().objects.in_bulk({one.sent_by_id for one in found if one.sent_by_id})
        lines = [(one, str(SchoolYear(one.year)), people.get(one.sent_by_id)) for one in found]  # type: ignore[attr-defined]
        return super().get_context_data(lines=lines, **kwargs)  # type: ignore[no-any-return]
