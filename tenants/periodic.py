"""Tasks that come again: daily, weekly, every so many minutes, in every school or on the portal only.

    @periodic(at=time(2, 30))
    @task()
    def count_views() -> None:
        ...

No clock of our own: the next occasion is a row in the task table like any other, due at its time.
`occasion` then gives each school its task, each at its own moment of the `spread`, and plans the
occasion after it, all in one transaction: a worker that dies in between loses nothing and doubles
nothing. Workers plan what is not yet planned when they start.
"""

import datetime as dt
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_context

from tenants.enums import SchoolStatus
from tenants.models import PORTAL_SCHEMA, School
from tenants.registry import PUBLIC
from tenants.schema import connection

LOCK_CLASS = 0x5C4006
# What people wait for goes first.
PRIORITY = -10
WAITING = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a task comes again: `every` so often, or at a time of day (of one weekday, Monday is 0)."""

    task: Any
    every: dt.timedelta | None
    at: dt.time | None
    weekday: int | None
    portal_only: bool
    spread: dt.timedelta = dt.timedelta()

    def moment_of(self, schema_name: str, now: dt.datetime) -> dt.datetime:
        """Return when a school's turn is: always the same part of the spread, so that not all come at once."""
        share = zlib.crc32(schema_name.encode()) / 2**32
        return now + self.spread * share

    def next(self, now: dt.datetime) -> dt.datetime:
        """Return the first occasion after `now` (local time zone)."""
        if self.every is not None:
            return now + self.every
        day = timezone.localdate(now)
        while True:
            moment = timezone.make_aware(dt.datetime.combine(day, self.at or dt.time()))
            if moment > now and self.weekday in (None, day.weekday()):
                return moment
            day += dt.timedelta(days=1)


_rhythms: dict[str, Rhythm] = {}


def periodic(
    *,
    every: dt.timedelta | None = None,
    at: dt.time | None = None,
    weekday: int | None = None,
    portal_only: bool = False,
    spread: dt.timedelta = dt.timedelta(),
) -> Callable[[Any], Any]:
    """Register the decorated task (without arguments): either `every` or `at`, not both."""
    if (every is None) == (at is None):
        raise ValueError("Say either how often or at what time.")

    def register(decorated: Any) -> Any:
        _rhythms[decorated.module_path] = Rhythm(decorated, every, at, weekday, portal_only, spread)
        return decorated

    return register


def plan_all(now: dt.datetime | None = None) -> int:
    """Plan the next occasion of every registered task that has none; returns how many were planned."""
    planned = 0
    with schema_context(PUBLIC), transaction.atomic():
        with connection.cursor() as cursor:
            # Two workers that start together must not both plan.
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK_CLASS])
        known = set(_waiting().values_list("args_kwargs__args__0", flat=True))
        for path, rhythm in _rhythms.items():
            if path not in known:
                _plan(path, rhythm, now or timezone.now())
                planned += 1
    return planned


@task(priority=PRIORITY)
def occasion(path: str) -> int:
    """Give every school its task and plan the next occasion. Returns the number of schools."""
    rhythm = _rhythms.get(path)
    if rhythm is None:
        # The task left the code since it was planned.
        return 0
    schools = School.objects.filter(status=SchoolStatus.READY).order_by("pk")
    if rhythm.portal_only:
        schools = schools.filter(schema_name=PORTAL_SCHEMA)
    with transaction.atomic():
        names = list(schools.values_list("schema_name", flat=True))
        priority, now = min(PRIORITY, rhythm.task.priority), timezone.now()
        for name in names:
            with schema_context(name):
                rhythm.task.using(priority=priority, run_after=rhythm.moment_of(name, now)).enqueue()
        with schema_context(PUBLIC):
            if _waiting().filter(args_kwargs__args__0=path).exclude(status=TaskResultStatus.RUNNING).count() == 0:
                _plan(path, rhythm, timezone.now())
    return len(names)


def _waiting() -> Any:
    return DBTaskResult.objects.filter(task_path=occasion.module_path, status__in=WAITING)


def _plan(path: str, rhythm: Rhythm, now: dt.datetime) -> None:
    occasion.using(run_after=rhythm.next(now)).enqueue(path)
