"""Who answers questions: the search server where there is one and it answers, else PostgreSQL."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings

from cms.search.contract import Answer, Engine, EngineDown, Question
from cms.search.engines.postgres import PostgresEngine

T = TypeVar("T")


def engine() -> Engine:
    """Return the engine of this install."""
    if settings.SEARCH_URL:
        from cms.search.engines.server import ServerEngine

        return ServerEngine()
    return PostgresEngine()


def search(question: Question) -> Answer:
    """Answer a question."""
    return _asked(lambda one: one.search(question))


def suggest(beginning: str, school_id: int | None = None, limit: int = 8) -> list[str]:
    """Return titles and common queries that begin or go on like this."""
    return _asked(lambda one: one.suggest(beginning, school_id, limit))


def state() -> str:
    """Tell how the search server is, "" where there is none."""
    if not settings.SEARCH_URL:
        return ""
    from cms.search.engines.server import ServerEngine
    from cms.shared.models import SearchWaiting

    waiting = SearchWaiting.objects.count()
    try:
        return f"{ServerEngine().greet()} answers, {waiting} entries wait"
    except EngineDown:
        return f"the server is down, PostgreSQL answers, {waiting} entries wait"


def _asked(ask: Callable[[Engine], T]) -> T:
    try:
        return ask(engine())
    except EngineDown:
        return ask(PostgresEngine())
