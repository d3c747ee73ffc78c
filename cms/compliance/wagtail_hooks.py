"""Where editors meet the requirements."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from cms.compliance.evaluation import newest
from cms.compliance.report import counted, lines_of, to_do
from cms.compliance.viewsets import BoardViewSet, MaintenanceViewSet, RatingViewSet, RequirementViewSet

FIRST = 5


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """The report everywhere; the others at the portal only."""
    return [RequirementViewSet(), BoardViewSet(), RatingViewSet(), MaintenanceViewSet()]


@hooks.register("insert_global_admin_css")
def add_styles() -> SafeString:
    """The look of states and of the board."""
    return format_html('<link rel="stylesheet" href="{}">', static("themes/css/requirements.css"))


class ToDoPanel(Component):
    """What is still missing, with links to where it is mended."""

    name = "requirements"
    template_name = "compliance/panel.html"
    order = 230

    def get_context_data(self, parent_context: "Mapping[str, Any] | None" = None) -> dict[str, Any]:
        evaluation = newest()
        lines = to_do(evaluation) if evaluation else []
        return {
            "evaluation": evaluation,
            "first": lines[:FIRST],
            "count": len(lines),
            "counts": counted(lines_of(evaluation.findings)) if evaluation else [],
        }


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """On the dashboard of everybody who works on the site."""
    panels.append(ToDoPanel())
