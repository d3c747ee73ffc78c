"""States of duties in words; colour only underlines them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.disclosures import figures
from cms.disclosures.models import Disclosure
from cms.disclosures.obligations.board import SchoolRow
from cms.shared.models import DutyState

register = template.Library()
# As the states of requirements look (themes/css/requirements.css).
LOOKS = {
    DutyState.LATE: "missing",
    DutyState.DUE: "unknown",
    DutyState.DONE_LATE: "outdated",
    DutyState.DONE: "passed",
    DutyState.NOT_ASKED: "not_applicable",
}
EMPTY_CELL = mark_safe("<td>–</td>")


@register.simple_tag
def duty_state(value: str) -> SafeString:
    """The state as a mark with its words."""
    state = DutyState(value)
    return format_html('<span class="state state--{}">{}</span>', LOOKS[state], state.label)


@register.simple_tag
def duty_cells(row: SchoolRow, columns: Sequence[tuple[str, str]]) -> SafeString:
    """A school's cells of the board: of each column what is done of what is asked, and how that stands in words."""
    language = get_language() or ""
    cells = (
        _cell(heading, tally.worst.value, tally.words, language)
        for tally, (_topic, heading) in zip(row.cells, columns, strict=True)
    )
    return mark_safe("".join(cells))  # noqa: S308 - each is escaped


@lru_cache(maxsize=2000)
def _cell(heading: str, state: str, words: str, language: str) -> SafeString:
    """Most of 170 schools' cells say the same; the words for a state are those of the language."""
    if state == DutyState.NOT_ASKED.value:
        return EMPTY_CELL
    return format_html(
        '<td data-label="{}"><span class="state state--{}">{}</span><span class="w-sr-only"> {}</span></td>',
        heading,
        LOOKS[DutyState(state)],
        words,
        DutyState(state).label,
    )


@register.filter
def beside(labels: Sequence[Any], values: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Two lists of the same length, pair by pair."""
    return list(zip(labels, values, strict=True))


@register.filter
def vn_number(value: int) -> str:
    """A number with points between the thousands."""
    return figures.show(str(value))


@register.filter
def entry_address(row: Disclosure) -> str:
    """Where a form is filled in."""
    return reverse("disclosures:entry", args=[row.pk])
