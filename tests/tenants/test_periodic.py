"""Tasks that come again."""

import datetime as dt
from unittest import mock

import pytest
import time_machine
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from tenants import periodic
from tenants.schema import connection
from tests.base import PORTAL, SchoolTestCase, run_tasks

RUNS: list[str] = []


@task()
def note() -> None:
    RUNS.append(connection.schema_name)


def rhythm(**options):
    return periodic.Rhythm(note, **{"every": None, "at": None, "weekday": None, "portal_only": False, **options})


@pytest.mark.parametrize(
    ("options", "now", "then"),
    [
        ({"at": dt.time(2, 30)}, "2026-11-22 02:29", "2026-11-22 02:30"),
        ({"at": dt.time(2, 30)}, "2026-11-22 02:30", "2026-11-23 02:30"),
        # 22/11/2026 is a Sunday.
        ({"at": dt.time(2, 30), "weekday": 0}, "2026-11-22 10:00", "2026-11-23 02:30"),
        ({"at": dt.time(2, 30), "weekday": 6}, "2026-11-22 10:00", "2026-11-29 02:30"),
        ({"every": dt.timedelta(minutes=10)}, "2026-11-22 10:00", "2026-11-22 10:10"),
    ],
)
def test_the_next_occasion(options, now, then):
    def local(text: str) -> dt.datetime:
        return timezone.make_aware(dt.datetime.fromisoformat(text))

    assert rhythm(**options).next(local(now)) == local(then)


def test_a_rhythm_is_either_or():
    for options in ({}, {"every": dt.timedelta(1), "at": dt.time(1)}):
        with pytest.raises(ValueError, match="either"):
            periodic.periodic(**options)


class TestOccasions(SchoolTestCase):
    def setUp(self):
        RUNS.clear()

    def registered(self, **options):
        return mock.patch.dict(periodic._rhythms, {note.module_path: rhythm(**options)}, clear=True)

    def planned(self) -> list[DBTaskResult]:
        return list(DBTaskResult.objects.filter(task_path=periodic.occasion.module_path, status="READY"))

    def run_a_day_later(self) -> None:
        with time_machine.travel(timezone.now() + dt.timedelta(days=1, minutes=1)):
            run_tasks()
            run_tasks()

    def test_every_school_gets_its_task_and_the_next_occasion_is_planned(self):
        with self.registered(at=dt.time(2, 30)):
            assert periodic.plan_all() == 1
            run_tasks()
            assert RUNS == []
            self.run_a_day_later()
        assert sorted(RUNS) == sorted([PORTAL, "s_truong_a", "s_truong_b"])
        assert len(self.planned()) == 1

    def test_some_are_for_the_portal_only(self):
        with self.registered(at=dt.time(2, 30), portal_only=True):
            periodic.plan_all()
            self.run_a_day_later()
        assert RUNS == [PORTAL]

    def test_planning_again_changes_nothing(self):
        with self.registered(every=dt.timedelta(minutes=5)):
            assert [periodic.plan_all(), periodic.plan_all()] == [1, 0]
        assert len(self.planned()) == 1

    def test_a_task_that_left_the_code_ends(self):
        with self.registered(at=dt.time(2, 30)):
            periodic.plan_all()
        with mock.patch.dict(periodic._rhythms, clear=True):
            self.run_a_day_later()
        assert RUNS == []
        assert self.planned() == []
