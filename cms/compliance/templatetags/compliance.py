"""States and sources in words; colour only underlines them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.compliance.regulation import Requirement
from cms.core.requirements import State

register = template.Library()
# One word each, for the narrow cells of the board.
SHORT = {
    State.PASSED: _("Met"),
    State.MISSING: _("Missing"),
    State.OUTDATED: _("Old"),
    State.NOT_APPLICABLE: "—",
    State.UNKNOWN: "?",
}


@register.simple_tag
def state(value: State) -> SafeString:
    """The state as a mark with its words."""
    return format_html('<span class="state state--{}">{}</span>', value.value, value.label)


@register.simple_tag
def short_state(value: State) -> SafeString:
    """The state in one word; the whole words for who points at it or hears it."""
    return format_html(
        '<span class="state state--{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="w-sr-only">{}</span></span>',
        value.value,
        value.label,
        SHORT[value],
        value.label,
    )


@register.simple_tag
def source(requirement: Requirement) -> SafeString:
    """The mark of what nobody has compared with a text of law."""
    return format_html('<span class="state state--unknown">{}</span>', requirement.source.label)
