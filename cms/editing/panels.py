"""The dashboard of the admin."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from cms.core import waiting
from cms.core.models import BasePage
from cms.editing import dashboard


class TodayPanel(Component):
    """What to do next, for the person who has just signed in."""

    name = "today"
    order = 10
    template_name = "editing/today.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        user = request.user
        outdated = dashboard.outdated() if dashboard.may_write(user) else []
        return {
            "request": request,
            "csrf_token": (parent_context or {}).get("csrf_token"),
            "may_publish": dashboard.may_publish(user),
            "actions": dashboard.quick_actions(user),
            "root_page": policy_registry.get_by_type(BasePage).explorable_root_instance(user),
            "todo": waiting.work_for(user),
            "waiting": dashboard.waiting_for(user),
            "work": dashboard.work_of(user),
            "outdated": outdated[: dashboard.SHOWN],
            "more_outdated": len(outdated) > dashboard.SHOWN,
            "comments": dashboard.comments_for(user),
            "scheduled": dashboard.scheduled() if dashboard.may_write(user) else [],
            "recent": dashboard.recent_of(user),
        }
