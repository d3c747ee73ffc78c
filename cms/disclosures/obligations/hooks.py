"""Where people meet the deadlines: the menu and the dashboard."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from cms.core import waiting
from cms.disclosures.obligations import notices
from cms.disclosures.obligations.dashboard import open_days_for
from cms.disclosures.obligations.people import ENTER
from cms.disclosures.obligations.viewsets import DeadlineViewSet, DisclosureBoardViewSet
from tenants.models import PORTAL_SCHEMA
from tenants.schema import connection

ON_DASHBOARD = 4


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """A school's deadlines, and the portal's board."""
    return [DeadlineViewSet(), DisclosureBoardViewSet()]


class DeadlinePanel(Component):
    """What is late and what comes next."""

    name = "disclosure-deadlines"
    template_name = "disclosures/obligations/panel.html"
    order = 225

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: "Mapping[str, Any] | None" = None) -> dict[str, Any]:
        days = open_days_for(self.user)
        is_late = any(day.is_late for day in days or ())
        return {
            "is_known": days is not None,
            "days": (days or [])[:ON_DASHBOARD],
            "notices": list(notices.shown_here()[:2]) if is_late else [],
        }


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """On the dashboard of those who enter or publish; the portal has none of its own."""
    school = request.tenant  # type: ignore[attr-defined]
    if not school.is_portal and request.user.has_perm(f"disclosures.{ENTER}"):  # type: ignore[union-attr]
        panels.append(DeadlinePanel(request.user))


@hooks.register(waiting.HOOK)
def late_forms(user: Any) -> list[waiting.Work]:
    """Among the first lines of the dashboard, once something is late."""
    if connection.schema_name == PORTAL_SCHEMA or not user.has_perm(f"disclosures.{ENTER}"):
        return []
    count = sum(day.count for day in open_days_for(user) or () if day.is_late)
    if not count:
        return []
    label = ngettext("%(count)d disclosure is late", "%(count)d disclosures are late", count) % {"count": count}
    return [waiting.Work(reverse("disclosure_deadlines:index"), label, is_late=True)]


@hooks.register("insert_global_admin_css")
def add_styles() -> SafeString:
    """The look of the board."""
    return format_html('<link rel="stylesheet" href="{}">', static("themes/css/duties.css"))
