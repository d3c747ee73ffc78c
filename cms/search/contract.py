"""What is asked and what is answered, whichever engine answers: PostgreSQL or a search server."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

PAGE_SIZE = 10
# Nobody reads further; a question that goes deeper is answered with this page.
MAX_PAGE = 50
FACETS = ("kind", "school", "ward", "year", "subject", "grade")
Sort = Literal["relevance", "newest"]


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for. `words` are as typed; an engine folds and widens them itself."""

    words: tuple[str, ...] = ()
    # Quoted: must stand so, one beside the other.
    phrases: tuple[str, ...] = ()
    # After a minus: must not stand there.
    without: tuple[str, ...] = ()
    # One site's own entries only; None asks all sites.
    school_id: int | None = None
    # Facet -> the value chosen.
    chosen: Mapping[str, str] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    sort: Sort = "relevance"
    page: int = 1
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an attached file the words stand; pages count from 1, 0 where a file has none."""

    title: str
    url: str
    page: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that was found. `title` and `snippet` are safe HTML with `<mark>` around what was looked for."""

    key: str
    kind: str
    title: str
    snippet: str
    url: str
    label: str
    school: str
    date: dt.date | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A facet's value, its name in Vietnamese, and how many entries have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits. Where `is_exact` is false there are more than `count`."""

    hits: Sequence[Hit] = ()
    count: int = 0
    is_exact: bool = True
    facets: Mapping[str, Sequence[Count]] = field(default_factory=dict)
    # The words as they were probably meant, "" if nothing is nearer.
    meant: str = ""
    # Who answered: "postgresql", "opensearch", "elasticsearch".
    engine: str = ""


class Engine(Protocol):
    """Keeps entries findable. The rows of SearchEntry are the truth: an engine that lost them is rebuilt from there."""

    @property
    def name(self) -> str:
        """Who answers. Raises EngineDown."""

    def upsert(self, keys: Iterable[str]) -> None:
        """Take these entries over as they are in SearchEntry now. Raises EngineDown."""

    def delete(self, keys: Iterable[str]) -> None:
        """Forget these entries. Raises EngineDown."""

    def search(self, question: Question) -> Answer:
        """Answer, in bounded time whatever the words are. Raises EngineDown."""

    def suggest(self, beginning: str, school_id: int | None = None, limit: int = 8) -> list[str]:
        """Return titles and common queries that begin or go on like this. Raises EngineDown."""

    def rebuild(self) -> int:
        """Take over every entry anew, without a gap for readers; returns how many."""


class EngineDown(Exception):
    """The engine does not answer: reads fall back to PostgreSQL, writes wait and are caught up."""
