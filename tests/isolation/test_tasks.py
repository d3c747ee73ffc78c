"""A task runs in the school that enqueued it, whoever works it off."""

import pytest
from django.db import connection, transaction
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from cms.core.models import BasePage
from tenants.models import School
from tests.base import A, B, SchoolTestCase, run_tasks

SEEN: list[tuple[str, str]] = []


@task()
def look_around(label: str) -> str:
    """Notes where it runs and whose pages it sees."""
    home = BasePage.objects.filter(depth=2).first() if connection.schema_name != "public" else None
    SEEN.append((label, connection.schema_name))
    return home.title if home else ""


@task()
def switch_away() -> str:
    """A task that leaves the connection in another school."""
    connection.set_schema("s_truong_b")
    return connection.schema_name


@task()
def say_tenant() -> list[str]:
    return [connection.tenant.schema_name, connection.tenant.primary_host]


class TestTasks(SchoolTestCase):
    def setUp(self):
        SEEN.clear()

    def test_the_school_is_stored_with_the_task(self):
        look_around.enqueue("x")
        with self.in_school(B):
            look_around.enqueue("y")
        with self.in_school("public"):
            look_around.enqueue("z")
        stored = {row.args_kwargs["args"][0]: row.args_kwargs["schema"] for row in DBTaskResult.objects.all()}
        assert stored == {"x": "s_truong_a", "y": "s_truong_b", "z": "public"}

    def test_each_task_runs_in_its_own_school(self):
        for label, slug in (("1", A), ("2", B), ("3", "public"), ("4", B), ("5", A)):
            with self.in_school(slug):
                look_around.enqueue(label)
        rows = run_tasks()
        assert sorted(SEEN) == [
            ("1", "s_truong_a"),
            ("2", "s_truong_b"),
            ("3", "public"),
            ("4", "s_truong_b"),
            ("5", "s_truong_a"),
        ]
        titles = {row.return_value for row in rows}
        assert titles == {"Trường Tiểu học A", "Trường Mầm non B", ""}

    def test_the_task_knows_its_school_as_a_request_does(self):
        say_tenant.enqueue()
        assert run_tasks()[0].return_value == ["s_truong_a", "truong-a.tptdm.localhost"]

    def test_a_task_that_switches_schools_does_not_mislead_the_next(self):
        switch_away.enqueue()
        look_around.enqueue("after")
        rows = run_tasks()
        assert SEEN == [("after", "s_truong_a")]
        assert {row.status for row in rows} == {"SUCCESSFUL"}

    def test_a_task_of_a_school_that_is_gone_fails_and_touches_nothing(self):
        look_around.enqueue("orphan")
        DBTaskResult.objects.update(args_kwargs={"args": ["orphan"], "kwargs": {}, "schema": "s_gone"})
        row = run_tasks()[0]
        assert SEEN == []
        assert row.status == "FAILED"
        assert "s_gone" in row.traceback

    def test_a_task_of_a_school_not_yet_built_fails_and_touches_nothing(self):
        look_around.enqueue("early")
        School.objects.filter(slug=A).update(status="building")
        assert run_tasks()[0].status == "FAILED"
        assert SEEN == []

    def test_a_task_rolled_back_with_its_change_was_never_there(self):
        def change() -> None:
            with transaction.atomic():
                look_around.enqueue("never")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            change()
        assert run_tasks() == []

    def test_control_the_stock_worker_runs_it_in_public(self):
        look_around.enqueue("lost")
        run_tasks(Worker)
        assert SEEN == [("lost", "public")]
