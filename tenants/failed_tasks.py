"""Background tasks whose tries are used up: seen, tried again or given up by the portal's staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_context

from tenants.models import School
from tenants.registry import PUBLIC


@dataclass(frozen=True, slots=True)
class FailedTask:
    """What may be shown of a failed task: never its arguments or trace, which may hold personal data."""

    id: UUID
    path: str
    school: str
    failed_at: datetime | None
    error: str


def failed_rows() -> "models.QuerySet[DBTaskResult]":
    """Return all failed tasks, the newest failure first."""
    return DBTaskResult.objects.failed().order_by(models.F("finished_at").desc(nulls_last=True), "pk")


def describe(rows: Iterable[DBTaskResult]) -> list[FailedTask]:
    """Name the school of each row: one query for all."""
    rows = list(rows)
    schemas = {row.args_kwargs.get("schema", PUBLIC) for row in rows}
    names = dict(School.objects.filter(schema_name__in=schemas).values_list("schema_name", "name"))
    return [
        FailedTask(
            id=row.pk,
            path=row.task_path,
            school=names.get(row.args_kwargs.get("schema", PUBLIC), ""),
            failed_at=row.finished_at or row.started_at,
            error=row.exception_class_path.rsplit(".", 1)[-1],
        )
        for row in rows
    ]


def retry(ids: Iterable[UUID] | None = None) -> int:
    """Put failed tasks (all, or these) back in the queue with all their tries; returns how many."""
    return _failed(ids).update(
        status=TaskResultStatus.READY,
        run_after=timezone.now(),
        worker_ids=[],
        started_at=None,
        finished_at=None,
        exception_class_path="",
        traceback="",
    )


def discard(ids: Iterable[UUID]) -> int:
    """Give up failed tasks for good; returns how many there were."""
    with schema_context(PUBLIC):
        return _failed(ids).delete()[0]


def _failed(ids: Iterable[UUID] | None) -> "models.QuerySet[DBTaskResult]":
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    return rows if ids is None else rows.filter(pk__in=list(ids))
