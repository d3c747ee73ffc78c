"""How far back very common words are looked for.

Of words that stand in half of 170,000 entries nobody reads all: the newest that fit are ranked and counted. Every
entry's vector has marks for the day and for the ten days of its date, so that PostgreSQL meets older ones only where
it has to. How common words are tells a sample of all entries, which has an index of its own; so have the recent ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from cms.shared.models.search import SAMPLES
from cms.shared.search_index import NO_DATE
from tenants.schema import connection

# Fewer entries are always looked at all.
FEW = 4_000
SECONDS, KEY = 600, "search.marks"
# Nearer than this many days each day counts.
NEAR = 30
# As the condition of the index `shared_search_sample` says.
SAMPLE = f"MOD(hashtext(e.key), {SAMPLES}) = 0"
_SQL = """
    SELECT CASE WHEN date IS NULL THEN %s
                WHEN rank <= %s THEN to_char(date, '"~d"YYYYMMDD')
                ELSE to_char(date, '"~t"YYYYMM') || least((extract(day FROM date)::int - 1) / 10, 2) END,
           sum(entries), bool_and(are_recent)
    FROM (SELECT date, count(*) AS entries, bool_and(is_recent) AS are_recent,
                 row_number() OVER (ORDER BY date DESC NULLS FIRST) AS rank
          FROM public.shared_searchentry GROUP BY date) d
    GROUP BY 1 ORDER BY max(date) DESC NULLS FIRST"""
Mark = tuple[str, int, bool]


@dataclass(frozen=True, slots=True)
class Window:
    """The newest entries by the marks of their dates; without marks all of them."""

    marks: tuple[str, ...] = ()
    # Whether the index of the recent ones (recent.py) has them all.
    is_recent: bool = False

    @property
    def query(self) -> str:
        """As a tsquery, "" for all."""
        return " | ".join(f"'{mark}'" for mark in self.marks)


def total() -> int:
    """Return how many entries there are."""
    return sum(count for _mark, count, _is_recent in _marks())


def newest(entries: float) -> Window:
    """Return the window that holds at least so many entries with a date, and those that have none."""
    known, held, chosen = _marks(), 0, []
    for mark in known:
        chosen.append(mark)
        held += 0 if mark[0] == NO_DATE else mark[1]
        if held >= entries:
            break
    if len(chosen) == len(known):
        return Window()
    return Window(tuple(mark for mark, _count, _is_recent in chosen), all(mark[2] for mark in chosen))


def forget() -> None:
    """What is known of the entries has changed much."""
    cache.delete(KEY)


def _marks() -> Sequence[Mark]:
    found: Sequence[Mark] | None = cache.get(KEY)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(_SQL, [NO_DATE, NEAR])
            found = [(mark, int(count), are_recent) for mark, count, are_recent in cursor.fetchall()]
        cache.set(KEY, found, SECONDS)
    return found
