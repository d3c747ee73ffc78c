"""The worker: runs each task inside the school that enqueued it, and tries again when it fails."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_context

from tenants.registry import PUBLIC, registry
from tenants.schema import connection
from tenants.worker_lease import MAX_ATTEMPTS, Lease

logger = logging.getLogger(__name__)
FIRST_RETRY_SECONDS = 5


class SchoolWorker(Worker):
    """django-tasks-db's worker, aware of schools, deaths and retries."""

    def run(self) -> None:
        with Lease(self.worker_id):
            super().run()

    def run_task(self, db_task_result: DBTaskResult) -> None:
        schema = db_task_result.args_kwargs.get("schema", PUBLIC)
        connection.set_schema_to_public()
        school = None if schema == PUBLIC else registry.school_for_schema(schema)
        if schema != PUBLIC and school is None:
            # Without this the search path would fall through to public.
            db_task_result.set_failed(LookupError(f"School of schema {schema} is gone"))
            return
        with schema_context(schema):
            if school is not None:
                connection.set_tenant(school)
            super().run_task(db_task_result)
        connection.set_schema_to_public()
        if db_task_result.status == TaskResultStatus.FAILED:
            retry_later(db_task_result)


def retry_later(row: DBTaskResult) -> bool:
    """Put a failed task back with growing delay (5 s, 20 s, 80 s, …); False when its tries are used up."""
    attempts = len(row.worker_ids)
    if attempts >= MAX_ATTEMPTS:
        logger.error("Task %s failed for good after %d attempts", row.task_path, attempts)
        return False
    row.status = TaskResultStatus.READY
    row.run_after = timezone.now() + timedelta(seconds=FIRST_RETRY_SECONDS * 4 ** (attempts - 1))
    row.save(update_fields=["status", "run_after"])
    return True
