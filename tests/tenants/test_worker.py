"""Tasks survive failures and dead workers."""

import datetime as dt
import time
from unittest import mock

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from tenants import failed_tasks, worker_lease
from tenants.worker import FIRST_RETRY_SECONDS, KEEP_DAYS, SchoolWorker
from tenants.worker_lease import MAX_ATTEMPTS, Lease, worker_count
from tests.base import A, B, SchoolTestCase, ScratchTestCase, run_tasks

RUNS: list[str] = []
BROKEN = {"yes": True}


@task()
def shaky() -> str:
    """Fails as long as BROKEN says so."""
    RUNS.append(connection.schema_name)
    if BROKEN["yes"]:
        raise ConnectionError("máy chủ thư không trả lời")
    return "done"


@task()
def leave_transaction_broken() -> None:
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")


class WorkerCase(SchoolTestCase):
    def setUp(self):
        RUNS.clear()
        BROKEN["yes"] = True

    def row(self) -> DBTaskResult:
        return DBTaskResult.objects.get(task_path__endswith="shaky")

    def run_at(self, seconds: float) -> None:
        with time_machine.travel(self.start + seconds):
            run_tasks()

    @property
    def start(self) -> float:
        return self.row().enqueued_at.timestamp()


@pytest.mark.filterwarnings("ignore")
class TestRetries(WorkerCase):
    def test_a_failed_task_is_tried_again_later(self):
        shaky.enqueue()
        run_tasks()
        row = self.row()
        assert row.status == "READY"
        wait = row.run_after - timezone.now()
        assert dt.timedelta(seconds=1) < wait <= dt.timedelta(seconds=FIRST_RETRY_SECONDS)
        assert "máy chủ thư" in row.traceback

    def test_not_before_its_time(self):
        shaky.enqueue()
        for _ in range(3):
            run_tasks()
        assert len(RUNS) == 1

    def test_the_delay_grows_and_ends(self):
        shaky.enqueue()
        moment, delays = self.start, []
        for _ in range(MAX_ATTEMPTS):
            with time_machine.travel(moment, tick=False):
                run_tasks()
            row = self.row()
            if row.status == "READY":
                delays.append(round(row.run_after.timestamp() - moment))
                moment = row.run_after.timestamp() + 0.5
        assert delays == [5, 20, 80, 320]
        assert len(RUNS) == MAX_ATTEMPTS
        assert self.row().status == "FAILED"
        self.run_at(1_000_000)
        assert len(RUNS) == MAX_ATTEMPTS

    def test_a_task_that_recovers_is_done(self):
        shaky.enqueue()
        run_tasks()
        BROKEN["yes"] = False
        self.run_at(60)
        row = self.row()
        assert (row.status, row.return_value) == ("SUCCESSFUL", "done")
        assert RUNS == ["s_truong_a", "s_truong_a"]

    def test_one_failure_does_not_keep_the_others(self):
        shaky.enqueue()
        with self.in_school(B):
            shaky.enqueue()
        run_tasks()
        assert sorted(RUNS) == ["s_truong_a", "s_truong_b"]

    def test_a_task_of_unknown_code_fails_and_the_worker_lives_on(self):
        shaky.enqueue()
        DBTaskResult.objects.update(task_path="cms.gone.task")
        run_tasks()
        row = DBTaskResult.objects.get()
        assert row.status in {"READY", "FAILED"}
        assert "gone" in row.traceback

    def test_an_index_task_whose_row_is_gone_is_forgiven(self):
        shaky.enqueue()
        DBTaskResult.objects.update(
            task_path="modelsearch.tasks.insert_or_update_object_task",
            args_kwargs={"args": ["news", "NewsPage", "987654"], "kwargs": {}, "schema": "s_truong_a"},
        )
        run_tasks()
        assert DBTaskResult.objects.get().status == "SUCCESSFUL"

    def test_failed_for_good_can_be_started_afresh(self):
        shaky.enqueue()
        DBTaskResult.objects.update(status="FAILED", worker_ids=["x"] * MAX_ATTEMPTS, finished_at=timezone.now())
        assert [task.school for task in failed_tasks.describe(failed_tasks.failed_rows())] == ["Trường Tiểu học A"]
        assert failed_tasks.retry() == 1
        BROKEN["yes"] = False
        run_tasks()
        assert self.row().status == "SUCCESSFUL"


class TestTidying(WorkerCase):
    def test_old_successes_go_failures_stay(self):
        now = timezone.now()
        for status, days in (("SUCCESSFUL", KEEP_DAYS + 1), ("SUCCESSFUL", 1), ("FAILED", KEEP_DAYS + 1)):
            shaky.enqueue()
            DBTaskResult.objects.filter(status="READY").update(status=status, finished_at=now - dt.timedelta(days=days))
        shaky.enqueue()
        BROKEN["yes"] = False
        run_tasks()
        kept = sorted(DBTaskResult.objects.values_list("status", flat=True))
        assert kept == ["FAILED", "SUCCESSFUL", "SUCCESSFUL"]


class TestBrokenTransaction(ScratchTestCase):
    def test_a_task_that_breaks_its_transaction_is_recorded(self):
        with self.in_school(A):
            leave_transaction_broken.enqueue()
        run_tasks()
        row = DBTaskResult.objects.get()
        assert row.status == "READY"
        assert "no_such_table" in row.traceback


class TestDeadWorkers(ScratchTestCase):
    def running(self, *workers: str) -> DBTaskResult:
        with self.in_school(A):
            shaky.enqueue()
        row = DBTaskResult.objects.get()
        row.status, row.worker_ids = "RUNNING", list(workers)
        row.save()
        return row

    def status(self) -> str:
        return DBTaskResult.objects.get().status

    def test_a_task_of_a_dead_worker_is_given_back_when_another_starts(self):
        self.running("dead")
        with Lease("alive"):
            assert self.status() == "READY"

    def test_a_task_of_a_living_worker_is_left_to_it(self):
        self.running("slow")
        with Lease("slow"), Lease("alive"):
            assert self.status() == "RUNNING"

    def test_it_is_given_back_to_workers_that_run_already(self):
        with mock.patch.object(worker_lease, "CHECK_EVERY_SECONDS", 0.05), Lease("alive"):
            self.running("dead")
            for _ in range(100):
                if self.status() == "READY":
                    break
                time.sleep(0.05)
            assert self.status() == "READY"

    def test_a_task_that_kills_every_worker_is_given_up(self):
        self.running(*["dead"] * MAX_ATTEMPTS)
        with Lease("alive"):
            assert self.status() == "FAILED"
            assert "died" in DBTaskResult.objects.get().traceback

    def test_a_lease_that_lost_its_connection_takes_a_new_one(self):
        with mock.patch.object(worker_lease, "CHECK_EVERY_SECONDS", 0.05), Lease("alive") as lease:
            pid = lease._connection.info.backend_pid
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
            for _ in range(100):
                time.sleep(0.05)
                if worker_count() == 1 and lease._connection.info.backend_pid != pid:
                    break
            assert worker_count() == 1

    def test_workers_are_counted_while_they_live(self):
        assert worker_count() == 0
        with Lease("one"), Lease("two"):
            assert worker_count() == 2
        self.wait_for_no_worker()

    def test_a_worker_holds_its_lease_while_it_runs(self):
        counts: list[int] = []

        def look(self: SchoolWorker, row: DBTaskResult) -> None:
            counts.append(worker_count())

        with self.in_school(A):
            shaky.enqueue()
        with mock.patch.object(SchoolWorker, "run_task", look):
            run_tasks()
        assert counts == [1]
        self.wait_for_no_worker()

    def wait_for_no_worker(self) -> None:
        """The server notices a closed connection a moment later."""
        for _ in range(100):
            if worker_count() == 0:
                return
            time.sleep(0.05)
        raise AssertionError("a worker is still counted")

    def test_the_command_works_off_what_is_due_and_ends(self):
        BROKEN["yes"] = False
        with self.in_school(A):
            shaky.enqueue()
        call_command("run_worker", "--batch", verbosity=0)
        assert self.status() == "SUCCESSFUL"
