"""Rows that the code lays in every school, brought up to date when the code has changed.

A layer above registers what it lays (roles and their rights) with a stamp of the code's present wish. Each school
remembers the stamp it was brought up to last: one query says which schools differ.
"""

import logging
import time
from collections.abc import Callable, Iterable

from django_tenants.utils import schema_context

from tenants.enums import STATUSES_WITH_SCHEMA
from tenants.models import School
from tenants.registry import PUBLIC
from tenants.schema import connection

logger = logging.getLogger(__name__)
_keepers: list[tuple[Callable[[], str], Callable[[School], None]]] = []


def register(stamp: Callable[[], str], run: Callable[[School], None]) -> None:
    """Register something to keep up: `run` works in the school's schema and may be called at any time."""
    if (stamp, run) not in _keepers:
        _keepers.append((stamp, run))


def current_stamp() -> str:
    """Return what a school that is up to date remembers."""
    return "-".join(stamp() for stamp, _run in _keepers)


def lagging(only: Iterable[str] | None = None) -> list[School]:
    """Return the schools that were brought up to another state of the code: one query."""
    schools = School.objects.filter(status__in=STATUSES_WITH_SCHEMA).exclude(upkeep_stamp=current_stamp())
    if only is not None:
        schools = schools.filter(schema_name__in=list(only))
    return list(schools.order_by("schema_name"))


def mark(school: School) -> None:
    """Note that a school is as the code wants it."""
    school.upkeep_stamp = current_stamp()
    School.objects.filter(pk=school.pk).update(upkeep_stamp=school.upkeep_stamp)


def keep_up(school: School) -> tuple[float, str]:
    """Bring one school up to date; returns the seconds and what went wrong ("" when nothing did)."""
    started = time.monotonic()
    try:
        with schema_context(school.schema_name):
            _run_changed(school)
        with schema_context(PUBLIC):
            mark(school)
    except Exception as error:
        logger.exception("Upkeep of %s failed", school.schema_name)
        return time.monotonic() - started, f"{type(error).__name__}: {error}".strip()
    finally:
        connection.set_schema_to_public()
    return time.monotonic() - started, ""


def _run_changed(school: School) -> None:
    """Run the keepers whose stamp the school does not remember."""
    known = set(school.upkeep_stamp.split("-"))
    for stamp, run in _keepers:
        if stamp() not in known:
            run(school)
