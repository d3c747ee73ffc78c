"""Search by PostgreSQL: the index is the rows of SearchEntry themselves (docs/search.md).

Two steps: one statement finds what matches, counts the facets and ranks by what is short (title, label, summary), the
best of them also by their text; another reads the ten that are shown. The work of a question is bounded: of very common
words only the newest matches are looked at (windows.py), and where even that takes too long, PostgreSQL gives up.
"""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Q
from django.db.models.functions import Collate
from django.utils import timezone

from cms.core.folding import fold
from cms.search.contract import MAX_PAGE, PAGE_SIZE, Answer, Question
from cms.search.engines import facets, scoring, suggesting, widening, windows, wording
from cms.search.engines.showing import hits_of
from cms.search.engines.wording import Ways, Wording
from cms.shared.models import SearchEntry
from cms.shared.search_text import plain
from tenants.enums import SchoolStatus
from tenants.models import School
from tenants.schema import connection

# Of more matches than these, neither all are ranked nor all counted; of common words about ENOUGH of the newest are.
MOST_RANKED, ENOUGH = 2000, 200
# Of those, the best are also ranked by what stands in their text.
MOST_READ = 40
MILLISECONDS, FIRST_SHARE, FEWEST_RANKED = 400, 0.6, 200
SHORTEST_BEGINNING, LONGEST_BEGINNING, MOST_TITLES = 2, 80, 50
_MATCH = "e.vector @@ (to_tsquery('public.vietnamese', %(all)s) && %(marks)s::tsquery)"
# The sum keeps PostgreSQL from going by the school: it would unpack the text of each entry that the school has.
_IN_SERVICE = f"""(e.school_id + 0) <> ALL(ARRAY(
    SELECT id FROM public.tenants_school WHERE status <> '{SchoolStatus.READY}'))"""  # noqa: S608 - a constant


@dataclass(slots=True)
class _Found:
    """What the first step says."""

    ids: list[int] = field(default_factory=list)
    count: int = 0
    facets: list[list[Any]] = field(default_factory=list)
    is_exact: bool = True
    fitting: int = 0


class PostgresEngine:
    """See `cms.search.contract.Engine`."""

    name = "postgresql"

    def upsert(self, keys: Iterable[str]) -> None:
        """Nothing to do: the rows are the index."""

    def delete(self, keys: Iterable[str]) -> None:
        """Nothing to do: the rows are the index."""

    def rebuild(self) -> int:
        """Nothing to do but to say how many there are."""
        return SearchEntry.objects.count()

    def search(self, question: Question) -> Answer:
        """Answer a question; of what takes too long, nothing is found."""
        clock = Clock()
        widened = widening.ask(question, partial(_find, clock))
        found, asked = widened.found, widened.asked
        first = (min(max(question.page, 1), MAX_PAGE) - 1) * PAGE_SIZE
        return Answer(
            hits=hits_of(found.ids[first : first + PAGE_SIZE], asked),
            count=found.count,
            is_exact=found.is_exact,
            facets=facets.counted(facets.of_sql(found.facets)),
            meant=widened.meant,
            engine=self.name,
        )

    def suggest(self, beginning: str, school_id: int | None = None, limit: int = 8) -> list[str]:
        """See `suggesting`."""
        folded = fold(plain(beginning))[:LONGEST_BEGINNING]
        if len(folded) < SHORTEST_BEGINNING:
            return []
        # In the order of the index, whose reading then ends with the last title wanted.
        entries = SearchEntry.objects.alias(begins=Collate("folded", "C")).filter(
            Q(until=None) | Q(until__gt=timezone.now()), begins__startswith=folded
        )
        # Not as a join, which would read all of them first.
        entries = entries.exclude(school_id__in=School.objects.exclude(status=SchoolStatus.READY).values("pk"))
        if school_id is not None:
            entries = entries.filter(school_id=school_id)
        rows = entries.order_by("begins").values_list("folded", "title")[:MOST_TITLES]
        often = Counter(title for title, _shown in rows)
        titles = ((shown, often[title]) for title, shown in dict(rows).items())
        return suggesting.offered(titles, folded, limit, everywhere=school_id is None)


class Clock:
    """How long a question may still take."""

    def __init__(self) -> None:
        self.end = time.monotonic() + MILLISECONDS / 1000

    @property
    def left(self) -> int:
        """Milliseconds."""
        return int((self.end - time.monotonic()) * 1000)


def _find(clock: Clock, question: Question, asked: Wording, ways: Ways = ()) -> _Found:
    """Find what matches everything that is asked, or one of the `ways` that ask for less."""
    if asked.is_empty and not (question.chosen or question.since or question.until):
        return _Found()
    conditions, values = _conditions(question, asked)
    if conditions is None:
        return _Found()
    is_whole = True
    if not asked.is_empty:
        values["all"] = asked.any_of(ways) if ways else asked.all()
        values["marks"] = marks = _schools(question)
        match = _MATCH
        if not marks:
            loosely = asked.any_of(ways, near=False) if ways else asked.all(near=False)
            window = _window(conditions, {**values, "all": loosely}, asked, clock)
            if window is not None:
                values |= {"all": loosely, "marks": window.query, "titles": window.titles}
                match, is_whole = window.condition, False
        conditions.append(match)
    # Of what is alike, each school's stand together, the same way every time.
    order = "date DESC NULLS LAST, school_id, id DESC"
    if question.sort != "newest" and not asked.is_empty:
        order = f"score DESC, {order}"
    sql = f"""
        WITH m AS MATERIALIZED (
            SELECT e.id, e.kind, e.school_id, e.year, e.subject, e.grade, e.date,
                   {scoring.short(asked, values)} AS score
            FROM public.shared_searchentry e WHERE {" AND ".join(conditions)} LIMIT {MOST_RANKED}
        ), s AS MATERIALIZED (
            SELECT id, school_id, date, score FROM m ORDER BY {order} LIMIT {MAX_PAGE * PAGE_SIZE}
        ), r AS MATERIALIZED (
            SELECT e.id, e.school_id, e.date, s.score + {scoring.long(asked, values, is_loose=bool(ways))} AS score,
                   {scoring.side_by_side(asked, values)} AS side_by_side
            FROM (SELECT * FROM s ORDER BY {order} LIMIT {MOST_READ}) s
            JOIN public.shared_searchentry e ON e.id = s.id
        ), b AS (
            SELECT id, school_id, date, score + side_by_side * {scoring.TEXT_PAIRS} AS score FROM r
        )
        SELECT (SELECT count(*) FROM m),
               (SELECT array_agg(id ORDER BY {order}) FROM b),
               (SELECT array_agg(id ORDER BY {order}) FROM s),
               (SELECT count(*) FROM r WHERE side_by_side >= 0.5),
               {facets.SQL}"""  # noqa: S608 - built of our own words; everything typed is a parameter
    row = _ask(sql, values, clock, by_words=not asked.is_empty, share=FIRST_SHARE)
    if row is None and "marks" in values:
        # What there is in time: the newest.
        values["marks"], is_whole = values["marks"] or windows.newest(1).query, False
        row = _ask(sql.replace(f"LIMIT {MOST_RANKED}", f"LIMIT {FEWEST_RANKED}"), values, clock)
    if row is None:
        return _Found(is_exact=False)
    total, best, rest, fitting, counted = row
    ids = list(dict.fromkeys([*(best or []), *(rest or [])])) if question.sort != "newest" else list(rest or [])
    return _Found(ids, total, counted or [], is_whole and total < MOST_RANKED, fitting)


def _schools(question: Question) -> str:
    """Return the tsquery of the only schools that are asked, "" for all."""
    keys = facets.schools_of(question.chosen)
    if question.school_id is not None:
        keys = [key for key in keys or [question.school_id] if key == question.school_id]
    return " | ".join(f"'~s{key}'" for key in keys or ())


@dataclass(frozen=True, slots=True)
class _Window:
    """Where to look for words so common that not all that has them can be ranked."""

    newest: windows.Window
    # The tsquery of those that have the words in their titles, however old, "" if they are too many themselves.
    titles: str = ""

    @property
    def query(self) -> str:
        return self.newest.query

    @property
    def condition(self) -> str:
        near = f"(e.is_recent AND {_MATCH})" if self.newest.is_recent else _MATCH
        return f"({near} OR e.vector @@ %(titles)s::tsquery)" if self.titles else near


def _window(conditions: Sequence[str], values: Mapping[str, Any], asked: Wording, clock: Clock) -> _Window | None:
    """Return how far back to look: as far as ENOUGH matches reach, going by how many a sample has; None for all."""
    total = windows.total()
    if total <= windows.FEW:
        return None
    in_title = asked.all(":A", negated=False)
    sql = f"""
        SELECT count(*), count(*) FILTER (WHERE e.head @@ to_tsquery('public.vietnamese', %(in_title)s))
        FROM public.shared_searchentry e WHERE {" AND ".join([*conditions, _MATCH, windows.SAMPLE])}"""  # noqa: S608 - as above
    row = _ask(sql, {**values, "in_title": in_title}, clock)
    if row is None:
        return _Window(windows.newest(ENOUGH))
    matches, in_titles = (number * windows.SAMPLES for number in row)
    newest = windows.newest(ENOUGH / matches * total) if matches > ENOUGH else windows.Window()
    if not newest.marks:
        return None
    # What is quoted, and what must not be there, titles do not tell.
    is_plain = asked.terms and not (asked.phrases or asked.without)
    return _Window(newest, wording.in_title(asked.typed) if is_plain and in_titles <= ENOUGH else "")


def _conditions(question: Question, asked: Wording) -> tuple[list[str] | None, dict[str, Any]]:
    """Return what an entry must meet, and the values in it; None where nothing can."""
    values: dict[str, Any] = {"language": question.language, "now": timezone.now()}
    conditions = ["e.language = %(language)s", "(e.until IS NULL OR e.until > %(now)s)", _IN_SERVICE]
    keys = facets.schools_of(question.chosen)
    if keys == [] or (question.school_id is not None and keys is not None and question.school_id not in keys):
        return None, {}
    if asked.is_empty and (keys or question.school_id is not None):
        conditions.append("e.school_id = ANY(%(schools)s)")
        values["schools"] = [question.school_id] if question.school_id is not None else keys
    for name, sign in (("since", ">="), ("until", "<=")):
        if day := getattr(question, name):
            conditions.append(f"e.date {sign} %({name})s")
            values[name] = day
    for facet in ("kind", "year", "subject", "grade"):
        if chosen := question.chosen.get(facet):
            condition, value = facets.condition(facet, chosen)
            if value is None:
                return None, {}
            conditions.append(condition)
            values[f"f_{facet}"] = value
    return conditions, values


# By the words first, whatever else is asked: any other way unpacks the text of every entry that it passes.
_BY_WORDS = "set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)"


def _ask(sql: str, values: Mapping[str, Any], clock: Clock, *, by_words: bool = True, share: float = 1) -> Any:
    """Ask with a limit of time; None where it has passed.

    Limits and question go in one message: what is set holds until its end (of the transaction, where there is one).
    """
    milliseconds = max(int(clock.left * share), 1)
    settings = "set_config('statement_timeout', %(milliseconds)s, true), set_config('jit', 'off', true)"
    both = f"SELECT {settings}{f', {_BY_WORDS}' if by_words else ''}; {sql}"
    is_inside = connection.in_atomic_block
    try:
        with transaction.atomic() if is_inside else nullcontext(), connection.cursor() as cursor:
            cursor.execute(both, {**values, "milliseconds": str(milliseconds)})
            cursor.nextset()
            return cursor.fetchone()
    except OperationalError:
        return None
