"""How far back very common words are looked for.

Of words that stand in half of 170,000 entries nobody reads all: the newest that fit are ranked and counted. Every
entry's vector has a mark for its month, so that PostgreSQL meets older ones only where it has to.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from cms.shared.search_index import NO_DATE
from tenants.schema import connection

# Fewer entries are always looked at all.
SAMPLE = 8_000
SECONDS = 600
_SQL = """
    SELECT coalesce(to_char(date, '"~t"YYYYMM'), %s), count(*) FROM public.shared_searchentry
    GROUP BY 1 ORDER BY max(date) DESC NULLS FIRST"""


@dataclass(frozen=True, slots=True)
class Window:
    """The newest entries by the marks of their months; without marks all of them."""

    marks: tuple[str, ...] = ()
    entries: int = 0

    @property
    def query(self) -> str:
        """As a tsquery, "" for all."""
        return " | ".join(f"'{mark}'" for mark in self.marks)


def newest(entries: float) -> Window:
    """Return the window that holds at least so many entries, those without a date among them."""
    total, marks = 0, []
    months = _months()
    for mark, count in months:
        marks.append(mark)
        total += count
        if total >= entries:
            break
    return Window((), total) if len(marks) == len(months) else Window(tuple(marks), total)


def _months() -> Sequence[tuple[str, int]]:
    key = "search.months"
    found: Sequence[tuple[str, int]] | None = cache.get(key)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(_SQL, [NO_DATE])
            found = [(mark, count) for mark, count in cursor.fetchall()]
        cache.set(key, found, SECONDS)
    return found
