"""When a site is checked: every night, soon after a publication, and at once when somebody asks.

Each school has its own chain of tasks: the nightly one puts the next into the queue before it
works. A publication mends a chain that broke.
"""

import datetime as dt
from typing import Any

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.compliance import probing
from cms.compliance.evaluation import check_school
from tenants.enums import SchoolStatus
from tenants.registry import registry
from tenants.schema import connection

SOON = dt.timedelta(seconds=20)
NIGHT = dt.time(1, 30)
# So that 170 schools are not all checked in the same minute.
SPREAD_MINUTES = 180
# What a publication brings to the portal comes before what is said about it.
LOW = -10


@task()
def check_requirements() -> None:
    """Check the current school."""
    if _is_in_service():
        check_school()


@task()
def check_nightly() -> None:
    """Check the current school, the network included where that is on, and plan the next night."""
    if _is_in_service():
        plan_next_night()
        probing.take_probe()
        check_school()


def check_soon() -> None:
    """Check the current school shortly; several publications in a row bring one check."""
    _enqueue_once(check_requirements, timezone.now() + SOON)
    plan_next_night()


def check_now() -> None:
    """Check the current school as soon as a worker is free."""
    check_requirements.using(priority=10).enqueue()


def plan_next_night() -> None:
    """Put the next nightly check of the current school into the queue, unless it is there."""
    _enqueue_once(check_nightly, next_night(timezone.now(), connection.schema_name))


def next_night(now: dt.datetime, schema_name: str) -> dt.datetime:
    """Return the school's own minute of the coming night."""
    minute = sum(schema_name.encode()) % SPREAD_MINUTES
    local = timezone.localtime(now)
    moment = timezone.make_aware(dt.datetime.combine(local.date(), NIGHT)) + dt.timedelta(minutes=minute)
    return moment if moment > now else moment + dt.timedelta(days=1)


def _enqueue_once(wanted: Any, run_after: dt.datetime) -> None:
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY,
        task_path=wanted.module_path,
        args_kwargs__schema=connection.schema_name,
        run_after__gt=timezone.now(),
    )
    if not waiting.exists():
        wanted.using(run_after=run_after, priority=LOW).enqueue()


def _is_in_service() -> bool:
    school = registry.school_for_schema(connection.schema_name)
    return school is not None and school.status == SchoolStatus.READY
