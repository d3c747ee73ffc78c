"""Background tasks that remember their school.

The task table lives in public. The school's schema is stored beside the arguments when a task is
enqueued (in the same transaction as the change that caused it, so that neither exists without
the other), and the worker enters it before the task runs (tenants/worker.py).
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.local import Local
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from tenants.schema import connection

# Wagtail and modelsearch enqueue one of these for every saved row.
INDEX_TASKS = frozenset(
    {
        "wagtail.tasks.update_reference_index_task",
        "modelsearch.tasks.insert_or_update_object_task",
    }
)
_state = Local()


class SchoolTaskBackend(DatabaseBackend):
    """The database backend, with `schema` stored beside `args` and `kwargs`."""

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> DBTaskResult:
        row = _row(self, task, args, kwargs)
        if not (task.module_path in INDEX_TASKS and getattr(_state, "index_tasks_dropped", False)):
            row.save(force_insert=True)
        return row

    async def _atask_to_db_task(self, task: Any, args: Any, kwargs: Any) -> DBTaskResult:
        row = _row(self, task, args, kwargs)
        await row.asave(force_insert=True)
        return row


def _row(backend: DatabaseBackend, task: Any, args: Any, kwargs: Any) -> DBTaskResult:
    from django_tasks_db.backend import normalize_json
    from django_tasks_db.models import get_date_max

    payload: Any = normalize_json({"args": args, "kwargs": kwargs})
    return DBTaskResult(
        id=backend._get_id(),
        args_kwargs={**payload, "schema": connection.schema_name},
        priority=task.priority,
        task_path=task.module_path,
        queue_name=task.queue_name,
        run_after=task.run_after or get_date_max(),
        backend_name=backend.alias,
    )


def enqueue_once(task: Any, run_after: dt.datetime) -> bool:
    """Queue a task of the current school for that moment, unless one waits already: many causes bring one run."""
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY,
        task_path=task.module_path,
        args_kwargs__schema=connection.schema_name,
        run_after__gt=timezone.now(),
    )
    if waiting.exists():
        return False
    task.using(run_after=run_after).enqueue()
    return True


@contextmanager
def index_tasks_dropped() -> Iterator[None]:
    """Within this block saving rows enqueues no index task: for bulk work that indexes at its end."""
    before = getattr(_state, "index_tasks_dropped", False)
    _state.index_tasks_dropped = True
    try:
        yield
    finally:
        _state.index_tasks_dropped = before
