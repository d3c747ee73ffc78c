"""The portal's board: who has what, who lacks what, and whether it gets better."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from cms.compliance.board import Board, Wanted, of_requirement, of_school, read_board, read_trend, school_requirements
from cms.compliance.regulation import Kind, regulation
from cms.compliance.report import counted, grouped
from cms.compliance.views.base import PortalScreen, download
from cms.core.requirements import State
from cms.core.spreadsheets import XLSX, as_xlsx
from cms.shared.school_choice import choice_of
from cms.shared.school_screen import SchoolScreenMixin
from tenants.enums import SchoolKind

BOARD_CRUMB = {"url": reverse_lazy("requirement_board:index"), "label": gettext_lazy("Requirements of schools")}


def wanted_of(request: HttpRequest) -> Wanted:
    """Return what the address asks for; what nobody knows counts as "all"."""
    asked = request.GET
    topic = asked.get("nhom", Kind.CATEGORY.value)
    state = asked.get("trang-thai", "")
    code = asked.get("muc", "")
    return Wanted(
        topic=topic if topic in Kind.values else "",
        code=code if code in regulation().requirements else "",
        state=state if state in State.values else "",
        **choice_of(asked),
    )


class Index(PortalScreen, TemplateView):
    """Schools × requirements."""

    page_title = gettext_lazy("Requirements of schools")
    template_name = "compliance/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = wanted_of(self.request)
        board = read_board(wanted)
        return super().get_context_data(  # type: ignore[no-any-return]
            board=board,
            wanted=wanted,
            trend=read_trend(row.pk for row in board.rows) if wanted.is_narrow else read_trend(),
            topics=[(kind.value, kind.label) for kind in Kind],
            requirements=school_requirements(),
            states=State.choices,
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class Export(PortalScreen, View):
    """The board as a workbook: the table, and every finding in words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        board = read_board(wanted_of(request))
        content = as_xlsx({_("Board"): table(board), _("Findings"): findings(board)})
        return download(content, XLSX, f"thong-tu-37-cac-truong-{timezone.localdate():%Y-%m-%d}.xlsx")


def table(board: Board) -> list[list[Any]]:
    """Return the table of the workbook."""
    heading = [_("School"), _("Kind"), _("Ward"), _("Met"), _("To do"), *(one.short for one in board.columns)]
    rows = [
        [
            row.name,
            str(SchoolKind(row.kind).label),
            row.ward,
            row.passed,
            row.open,
            *(str(cell.state.label) if cell else "" for cell in row.cells),
        ]
        for row in board.rows
    ]
    return [heading, *rows]


def findings(board: Board) -> list[list[Any]]:
    """Return one row per school and requirement, with the words of the check."""
    heading = [_("School"), _("Requirement"), _("State"), _("What was found"), _("Law"), _("Source")]
    rows = [
        [
            row.name,
            cell.requirement.title,
            str(cell.state.label),
            cell.message,
            cell.requirement.law,
            str(cell.requirement.source.label),
        ]
        for row in board.rows
        for cell in row.cells
        if cell
    ]
    return [heading, *rows]


class OneRequirement(PortalScreen, TemplateView):
    """One requirement and how each school stands with it."""

    template_name = "compliance/requirement.html"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [BOARD_CRUMB]

    def get_page_title(self) -> str:
        return self.requirement.short

    @property
    def requirement(self) -> Any:
        found = regulation().requirements.get(self.kwargs["code"])
        if found is None or "school" not in found.applies_to:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = of_requirement(self.requirement)
        lines = [row.cells[0] for row in rows if row.cells[0]]
        return super().get_context_data(  # type: ignore[no-any-return]
            requirement=self.requirement, rows=rows, counts=counted(lines), **kwargs
        )


class OneSchool(SchoolScreenMixin, PortalScreen, TemplateView):
    """One school and all its requirements."""

    template_name = "compliance/school.html"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [BOARD_CRUMB]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = of_school(self.school.pk)
        return super().get_context_data(  # type: ignore[no-any-return]
            school=self.school,
            site_url=self.school.root_url,
            groups=grouped(lines),
            counts=counted(lines),
            trend=read_trend([self.school.pk]),
            **kwargs,
        )
