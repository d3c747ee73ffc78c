"""Where people meet the deadlines: the menu and the dashboard."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from cms.core import waiting
from cms.disclosures.obligations import notices
from cms.disclosures.obligations.people import ENTER
from cms.disclosures.obligations.reading import standings
from cms.disclosures.obligations.views.deadlines import days_of
from cms.disclosures.obligations.viewsets import DeadlineViewSet, DisclosureBoardViewSet
from cms.shared.models import DisclosureDuty, DutyState
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

    def __init__(self, school: Any) -> None:
        self.school = school

    def get_context_data(self, parent_context: "Mapping[str, Any] | None" = None) -> dict[str, Any]:
        today = timezone.localdate()
        days = days_of(standings(self.school, today), today)
        return {"days": days[:ON_DASHBOARD], "notices": list(notices.shown_here()[:2])}


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """On the dashboard of those who enter or publish; the portal has none of its own."""
    school = request.tenant  # type: ignore[attr-defined]
    if not school.is_portal and request.user.has_perm(f"disclosures.{ENTER}"):  # type: ignore[union-attr]
        panels.append(DeadlinePanel(school))


@hooks.register(waiting.HOOK)
def late_forms(user: Any) -> list[waiting.Work]:
    """Among the first lines of the dashboard, once something is late."""
    if connection.schema_name == PORTAL_SCHEMA or not user.has_perm(f"disclosures.{ENTER}"):
        return []
    late = DisclosureDuty.objects.with_state().filter(school__schema_name=connection.schema_name, state=DutyState.LATE)
    count = late.count()
    if not count:
        return []
    label = ngettext("%(count)d disclosure is late", "%(count)d disclosures are late", count) % {"count": count}
    return [waiting.Work(reverse("disclosure_deadlines:index"), label, is_late=True)]


@hooks.register("insert_global_admin_css")
def add_styles() -> SafeString:
    """The look of the board."""
    return format_html('<link rel="stylesheet" href="{}">', static("themes/css/duties.css"))
