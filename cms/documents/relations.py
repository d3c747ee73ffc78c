"""Which document leads to which."""

from typing import Any

from django.utils.translation import gettext as _


def is_reached(goal: int, *, start: int) -> bool:
    """Tell whether `start` replaces or amends `goal`, directly or through others: a query per step."""
    from cms.documents.models import DocumentRelation

    seen: set[int] = set()
    frontier = {start}
    while frontier and goal not in frontier:
        seen |= frontier
        targets = DocumentRelation.objects.filter(page__in=frontier).values_list("target_id", flat=True)
        frontier = set(targets) - seen
    return goal in frontier


def objection(page: Any, target: int, seen: set[int]) -> str:
    """Return why `page` may not replace or amend `target`, or ""; `seen` are its other targets."""
    if page.pk and target == page.pk:
        return _("A document cannot replace or amend itself.")
    if target in seen:
        return _("This document has been chosen already.")
    if page.pk and is_reached(page.pk, start=target):
        return _(
            "That document replaces or amends this one, directly or through others: they cannot do so in a circle."
        )
    return ""
