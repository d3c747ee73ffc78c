"""Which document leads to which."""


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
