"""Words that mean the same: what a parent types finds what the law calls otherwise.

The lines that come with the code lie in data/synonyms.yaml, those of the office in public (SearchSynonym). All are
kept in the process and read anew when something that all sites share has changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.core.cache import cache

from cms.core.data_files import read_yaml
from cms.search.folding import fold
from cms.shared.models import SearchSynonym
from cms.shared.search_text import plain
from tenants.registry import common_version

SECONDS = 3600
DATA = Path(__file__).parent / "data" / "synonyms.yaml"
Ways = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a query that stand together, `start` to before `end`, and what else they are called (may be empty)."""

    start: int
    end: int
    others: tuple[str, ...]


def widened(words: str) -> tuple[str, ...]:
    """Return what else a word or phrase is called, folded, without itself; empty where nothing else is known."""
    return _known().ways.get(_key(words), ())


def runs(words: Sequence[str]) -> list[Run]:
    """Cut a query's words into the longest runs that have other names, and single words between them."""
    known, found, start = _known(), [], 0
    folded = [fold(word) for word in words]
    while start < len(folded):
        end = min(start + known.longest, len(folded))
        while end > start + 1 and " ".join(folded[start:end]) not in known.ways:
            end -= 1
        found.append(Run(start, end, known.ways.get(" ".join(folded[start:end]), ())))
        start = end
    return found


def words() -> Mapping[str, str]:
    """Return all words that the lines are made of, short forms too, folded -> as they are written."""
    return _known().words


@dataclass(frozen=True, slots=True)
class _Known:
    ways: Ways
    longest: int
    # Each word of the lines, folded -> as it is written.
    words: Mapping[str, str]


def _known() -> _Known:
    """Return all lines; no query on a warm site."""
    key = f"search.synonyms.{common_version()}"
    rows: tuple[tuple[bool, tuple[str, ...]], ...] | None = cache.get(key)
    if rows is None:
        rows = tuple((row.is_one_way, tuple(row.ways)) for row in SearchSynonym.objects.all())
        cache.set(key, rows, SECONDS)
    return _joined(rows)


@lru_cache(maxsize=2)
def _joined(rows: tuple[tuple[bool, tuple[str, ...]], ...]) -> _Known:
    """Put the office's lines behind those that come with the code."""
    data = read_yaml(DATA)
    same = [*data["same"], *(ways for is_one_way, ways in rows if not is_one_way)]
    also = [*data["also"], *(ways for is_one_way, ways in rows if is_one_way)]
    return _gathered(same, also)


def _gathered(same: Sequence[Sequence[object]], also: Sequence[Sequence[object]]) -> _Known:
    ways: dict[str, dict[str, None]] = {}
    for line in same:
        keys = [_key(str(words)) for words in line]
        for key in keys:
            ways.setdefault(key, {}).update(dict.fromkeys(other for other in keys if other != key))
    for line in also:
        first, *others = [_key(str(words)) for words in line]
        ways.setdefault(first, {}).update(dict.fromkeys(other for other in others if other != first))
    found = {key: tuple(others) for key, others in ways.items() if others}
    words = {fold(word): word for line in (*same, *also) for word in plain(" ".join(map(str, line))).split()}
    return _Known(found, max((len(key.split()) for key in found), default=1), words)


def _key(words: str) -> str:
    return " ".join(fold(words).split())
