"""Where the rules of editing meet Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import home
from wagtail.log_actions import LogActionRegistry, LogFormatter

from cms.core.models import BasePage
from cms.editing import urls
from cms.editing.guard import DECISION_ACTION, OWN_APPROVAL_ACTION
from cms.editing.panels import TodayPanel
from cms.editing.services import REVIEWED_ACTION

# Ours says the same in words, and fits a phone.
REPLACED = (
    home.WorkflowObjectsToModeratePanel,
    home.UserObjectsInWorkflowModerationPanel,
    home.RecentEditsPanel,
    home.LockedPagesPanel,
)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """Screens and buttons of editing."""
    return [path("bien-tap/", include(urls))]


@hooks.register("register_reports_menu_item")
def register_links_report() -> MenuItem:
    """Broken links, among the reports."""
    return MenuItem(_("Broken links"), reverse("editing:links"), name="broken-links", icon_name="link", order=60)


@hooks.register("construct_homepage_panels")
def put_today_first(request: HttpRequest, panels: list[Any]) -> None:
    """The dashboard begins with what waits for this person; panels of other apps follow."""
    panels[:] = [TodayPanel(), *(panel for panel in panels if not isinstance(panel, REPLACED))]


@hooks.register("construct_homepage_summary_items", order=1000)
def leave_out_numbers(request: HttpRequest, items: list[Any]) -> None:
    """How many pictures there are is nobody's task."""
    items.clear()


@hooks.register("before_publish_page")
@hooks.register("after_create_page")
def keep_decision(request: HttpRequest, page: BasePage) -> None:
    """The decision on a page that had no number yet when its form was sent."""
    keep = page.__dict__.pop("keep_decision", None)
    if keep is not None:
        keep()


@hooks.register("register_log_actions")
def name_our_actions(actions: LogActionRegistry) -> None:
    """What stands in a page's history."""

    class Decision(LogFormatter):
        label = _("Publish despite possible personal data")

        def format_message(self, entry: Any) -> str:
            places = "; ".join(place for _kind, place in entry.data.get("findings", []))
            return _("Published despite possible personal data (%(places)s). Reason: %(reason)s") % {
                "places": places,
                "reason": entry.data.get("reason", ""),
            }

    actions.register_action(DECISION_ACTION)(Decision)
    actions.register_action(REVIEWED_ACTION, _("Check"), _("Checked: still right"))
    actions.register_action(
        OWN_APPROVAL_ACTION, _("Publish own text"), _("Published by its own author, as the site's rules allow")
    )
