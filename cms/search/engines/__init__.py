"""Who answers questions."""

from cms.search.contract import Answer, Engine, Question
from cms.search.engines.postgres import PostgresEngine


def engine() -> Engine:
    """Return the engine of this install."""
    return PostgresEngine()


def search(question: Question) -> Answer:
    """Answer a question."""
    return engine().search(question)


def suggest(beginning: str, school_id: int | None = None, limit: int = 8) -> list[str]:
    """Return titles and common queries that begin or go on like this."""
    return engine().suggest(beginning, school_id, limit)
