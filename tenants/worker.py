"""The worker: runs each task inside the school that enqueued it, and tries again when it fails."""

import logging
import time
from datetime import timedelta

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_context

from tenants.registry import PUBLIC, registry
from tenants.schema import connection
from tenants.tasks import INDEX_TASKS
from tenants.worker_lease import MAX_ATTEMPTS, Lease

logger = logging.getLogger(__name__)
FIRST_RETRY_SECONDS = 5
TIDY_EVERY_SECONDS = 3600
KEEP_DAYS = 7


class SchoolWorker(Worker):
    """django-tasks-db's worker, aware of schools, deaths and retries."""

    _tidied_at = float("-inf")

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
            settle_failure(db_task_result)
        self._tidy()

    def _tidy(self) -> None:
        """Now and then remove what was done long ago; failed tasks stay for somebody to look at."""
        if time.monotonic() - self._tidied_at > TIDY_EVERY_SECONDS:
            self._tidied_at = time.monotonic()
            DBTaskResult.objects.successful().filter(
                finished_at__lt=timezone.now() - timedelta(days=KEEP_DAYS)
            ).delete()


def settle_failure(row: DBTaskResult) -> None:
    """Try a failed task again later, unless it only came too late: its row was deleted meanwhile."""
    if row.task_path in INDEX_TASKS and row.exception_class_path.endswith(".DoesNotExist"):
        row.set_successful(None)
    else:
        retry_later(row)


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
