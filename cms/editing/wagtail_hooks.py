"""Where the rules of editing meet Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from cms.core.models import BasePage
from cms.editing.guard import DECISION_ACTION, OWN_APPROVAL_ACTION


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
    actions.register_action(
        OWN_APPROVAL_ACTION, _("Publish own text"), _("Published by its own author, as the site's rules allow")
    )
