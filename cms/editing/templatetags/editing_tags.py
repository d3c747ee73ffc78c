"""Words of the dashboard."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()
STATES = {
    "needs_changes": gettext_lazy("sent back to you"),
    "in_progress": gettext_lazy("waits for approval"),
    "draft": gettext_lazy("draft, not sent yet"),
    "approved": gettext_lazy("approved"),
}


@register.simple_tag
def ago(moment: datetime | None) -> str:
    """Return how long ago, in one unit: “3 giờ trước”."""
    if moment is None:
        return ""
    if (timezone.now() - moment).total_seconds() < 60:
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}


@register.simple_tag
def work_state(state: str) -> SafeString:
    """Return the state of a text as a label."""
    return format_html('<strong class="w-status today-{}">{}</strong>', state, STATES[state])
