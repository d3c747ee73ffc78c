"""Tasks that come again: each plans its next time, and is never planned twice."""

from datetime import datetime
from typing import Any

from django_tasks_db.models import DBTaskResult

from tenants.schema import connection


def plan(task: Any, moment: datetime) -> bool:
    """Queue the task of the current school for that moment, unless it waits for a later one already."""
    waiting = DBTaskResult.objects.filter(
        status="READY", task_path=task.module_path, args_kwargs__schema=connection.schema_name
    )
    if waiting.exists():
        return False
    task.using(run_after=moment).enqueue()
    return True
