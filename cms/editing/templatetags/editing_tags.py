"""Words of the dashboard."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.editing.models import FoundLink

register = template.Library()
STATES = {
    "needs_changes": gettext_lazy("sent back to you"),
    "in_progress": gettext_lazy("waits for approval"),
    "draft": gettext_lazy("draft, not sent yet"),
    "approved": gettext_lazy("approved"),
}

REASONS = {
    "address": gettext_lazy("This is no address of a web page."),
    "private": gettext_lazy("The address lies in a closed network; visitors cannot reach it."),
    "unknown_host": gettext_lazy("There is no such site."),
    "unreachable": gettext_lazy("The other site does not answer."),
    "timeout": gettext_lazy("The other site takes too long to answer."),
    "certificate": gettext_lazy("The other site has no valid certificate."),
    "redirects": gettext_lazy("The other site leads in a circle."),
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
def link_reason(row: FoundLink) -> str:
    """Return why a link is called broken."""
    if row.is_own:
        return _("The page or file of this site is gone or not published.")
    answer = row.answer
    if answer is None or answer.reason not in REASONS:
        return _("The other site answers “not found” (%(status)s).") % {"status": answer.status if answer else ""}
    return str(REASONS[answer.reason])


@register.simple_tag
def work_state(state: str) -> SafeString:
    """Return the state of a text as a label."""
    return format_html('<strong class="w-status today-{}">{}</strong>', state, STATES[state])
