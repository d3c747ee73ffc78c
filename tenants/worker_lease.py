"""Who is working: an advisory lock per worker, which PostgreSQL drops when its process dies.

A task marked as running by a worker whose lock is gone was interrupted (kill -9, power cut) and
is given back to the queue. No clock, no time-out: a slow task is never taken for a dead one.
"""

import threading
from types import TracebackType

import psycopg
from django.db import connection

from tenants.listener import raw_connection

LOCK_CLASS = 0x5C4001
CHECK_EVERY_SECONDS = 10
MAX_ATTEMPTS = 5

_GIVE_BACK = f"""
    UPDATE public.django_tasks_database_dbtaskresult t
    SET status = CASE WHEN jsonb_array_length(t.worker_ids) >= {MAX_ATTEMPTS}
                      THEN 'FAILED' ELSE 'READY' END,
        traceback = CASE WHEN jsonb_array_length(t.worker_ids) >= {MAX_ATTEMPTS}
                         THEN 'The worker died each time it ran this task.' ELSE t.traceback END
    WHERE t.status = 'RUNNING' AND NOT EXISTS (
        SELECT 1 FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.classid = {LOCK_CLASS}
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND l.objid::bigint = (hashtext(t.worker_ids->>-1)::bigint & 4294967295))"""  # noqa: S608


def worker_count() -> int:
    """Return how many workers hold a lease in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [LOCK_CLASS],
        )
        return int(cursor.fetchone()[0])


class Lease:
    """Holds a worker's lock on a connection of its own and gives back what dead workers left."""

    def __init__(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="worker-lease", daemon=True)

    def __enter__(self) -> "Lease":
        self._connection = self._take()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._connection.close()

    def _take(self) -> "psycopg.Connection[tuple[object, ...]]":
        conn = raw_connection()
        conn.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [LOCK_CLASS, self.worker_id])
        conn.execute(_GIVE_BACK)
        return conn

    def _keep(self) -> None:
        while not self._stop.wait(CHECK_EVERY_SECONDS):
            try:
                self._connection.execute(_GIVE_BACK)
            except psycopg.Error:
                if self._stop.is_set():
                    return
                try:
                    self._connection = self._take()
                except psycopg.Error:
                    continue
