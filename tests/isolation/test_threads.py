"""Where a thread, a process and a command start, and why a school must be entered expressly."""

import io
import json
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django_tenants.models import TenantMixin
from django_tenants.utils import schema_context, tenant_context

from cms.core.models import BasePage
from tenants.models import School
from tests.base import A, B, SchoolTestCase, ScratchTestCase, in_school, run_together
from tests.processes import run_python


class TestThreads(ScratchTestCase):
    def test_a_new_thread_starts_in_public_whatever_its_parent_does(self):
        """Control: what a thread does without entering a school never reaches one."""
        seen = []
        with in_school(A):
            run_together(lambda: seen.append(connection.schema_name))
        assert seen == ["public"]

    def test_threads_of_two_schools_do_not_disturb_one_another(self):
        wrong = []
        barrier = threading.Barrier(2)

        def work(slug: str, name: str) -> None:
            for _ in range(30):
                with in_school(slug):
                    barrier.wait(10)
                    title = BasePage.objects.get(depth=2).title
                    if title != name:
                        wrong.append(title)

        run_together(lambda: work(A, "Trường Tiểu học A"), lambda: work(B, "Trường Mầm non B"))
        assert wrong == []

    def two_threads_enter(self, enter) -> dict[str, str]:
        """A enters, B enters, A leaves, B leaves; where is each of them afterwards?"""
        afterwards = {}
        a_is_in, b_is_in, a_is_out = threading.Event(), threading.Event(), threading.Event()
        schools = {slug: School.objects.get(slug=slug) for slug in (A, B)}

        def of_a() -> None:
            connection.set_schema_to_public()
            with enter(schools[A]):
                a_is_in.set()
                b_is_in.wait(10)
            afterwards[A] = connection.schema_name
            a_is_out.set()

        def of_b() -> None:
            a_is_in.wait(10)
            connection.set_schema("portal")
            with enter(schools[B]):
                b_is_in.set()
                a_is_out.wait(10)
            afterwards[B] = connection.schema_name

        run_together(of_a, of_b)
        return afterwards

    def test_the_allowed_ways_restore_each_threads_own_school(self):
        for enter in (tenant_context, lambda school: schema_context(school.schema_name)):
            assert self.two_threads_enter(enter) == {A: "public", B: "portal"}

    def test_with_school_is_refused(self):
        school = School.objects.get(slug=A)
        with pytest.raises(TypeError, match="tenant_context"), school:
            pass
        assert connection.schema_name == "public"

    def test_control_with_school_would_swap_the_schools_of_two_threads(self):
        class Entering:
            def __init__(self, school: School) -> None:
                self.school = school

            def __enter__(self) -> None:
                TenantMixin.__enter__(self.school)

            def __exit__(self, *error: object) -> None:
                TenantMixin.__exit__(self.school, *error)

        assert self.two_threads_enter(Entering) == {A: "portal", B: "public"}

    def test_a_new_process_and_its_commands_start_in_public(self):
        done = run_python("-c", FRESH_PROCESS, database=self.database)
        seen = json.loads(done.stdout)
        assert seen["schema"] == seen["search_path"] == "public"
        assert {row["slug"] for row in seen["schools"]} == {A, B, "portal"}
        # Control: one of Wagtail's own commands finds no pages there; a school must be named.
        assert "does not exist" in seen["publish_scheduled"]
        assert seen["tenant_command"] == "ok"


# One process for all: starting it is most of the cost.
FRESH_PROCESS = """
import contextlib, io, json
import django

django.setup()
from django.core.management import call_command, execute_from_command_line
from django.db import connection

seen = {"schema": connection.schema_name}
with connection.cursor() as cursor:
    cursor.execute("SELECT current_schema()")
    seen["search_path"] = cursor.fetchone()[0]
out = io.StringIO()
call_command("list_schools", "--format", "json", stdout=out)
seen["schools"] = json.loads(out.getvalue())
try:
    call_command("publish_scheduled")
except Exception as error:
    seen["publish_scheduled"] = str(error)
with contextlib.redirect_stdout(io.StringIO()):
    execute_from_command_line(["manage.py", "tenant_command", "publish_scheduled", "--schema=s_truong_a"])
seen["tenant_command"] = "ok"
print(json.dumps(seen))
"""


class TestCommands(SchoolTestCase):
    def test_a_command_called_from_a_school_leaves_it_as_it_was(self):
        call_command("list_schools", stdout=io.StringIO())
        assert connection.schema_name == "s_truong_a"
