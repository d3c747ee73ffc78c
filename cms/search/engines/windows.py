"""How far back very common words are looked for.

Of words that stand in half of 170,000 entries nobody reads all: the newest that fit are ranked and counted. Every
entry's vector has a mark for the ten days of its date, so that PostgreSQL meets older ones only where it has to.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from cms.shared.search_index import NO_DATE
from tenants.schema import connection

# Fewer entries are always looked at all.
FEW = 4_000
SECONDS = 600
# The mark of one sample of all entries.
SAMPLE = "'~c0'"
_SQL = """
    SELECT coalesce(to_char(date, '"~t"YYYYMM') || least((extract(day FROM date)::int - 1) / 10, 2), %s), count(*)
    FROM public.shared_searchentry
    GROUP BY 1 ORDER BY max(date) DESC NULLS FIRST"""


@dataclass(frozen=True, slots=True)
class Window:
    """The newest entries by the marks of their dates; without marks all of them."""

    marks: tuple[str, ...] = ()
    entries: int = 0

    @property
    def query(self) -> str:
        """As a tsquery, "" for all."""
        return " | ".join(f"'{mark}'" for mark in self.marks)


def total() -> int:
    """Return how many entries there are."""
    return sum(count for _mark, count in _marks())


def newest(entries: float) -> Window:
    """Return the window that holds at least so many entries, those without a date among them."""
    total, marks = 0, []
    known = _marks()
    for mark, count in known:
        marks.append(mark)
        total += count
        if total >= entries:
            break
    return Window((), total) if len(marks) == len(known) else Window(tuple(marks), total)


def _marks() -> Sequence[tuple[str, int]]:
    key = "search.marks"
    found: Sequence[tuple[str, int]] | None = cache.get(key)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(_SQL, [NO_DATE])
            found = [(mark, count) for mark, count in cursor.fetchall()]
        cache.set(key, found, SECONDS)
    return found
