"""Migrating many schemas: only those that lag, and past a broken one."""

import importlib
import io
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings

from tenants import migration
from tenants.migration import Outcome, lagging_schemas, migrate_schemas
from tenants.models import School
from tenants.provisioning import SchoolRequest, build_school, request_school
from tests.base import A, B, SchoolTestCase, ScratchTestCase, run_together

ALL = ["public", "template_school", "portal", "s_truong_a", "s_truong_b"]
SCHOOLS = ["portal", "s_truong_a", "s_truong_b"]
AGAIN = """
from importlib import import_module

Migration = import_module("cms.news.migrations.{name}").Migration
"""
PROBE = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("news", "{leaf}")]
    operations = [migrations.AddField("newscategory", "probe", models.IntegerField(default=1, db_default=1))]
"""


@contextmanager
def new_migration():
    """As if the news app had one migration more: it adds a column."""
    real = importlib.import_module("cms.news.migrations")
    names = sorted(path.stem for path in Path(real.__file__).parent.glob("0*.py"))
    leaf = next(name for app, name in MigrationLoader(None).graph.leaf_nodes() if app == "news")
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "probe_migrations"
        package.mkdir()
        (package / "__init__.py").touch()
        for name in names:
            (package / f"{name}.py").write_text(AGAIN.format(name=name))
        (package / "9999_probe.py").write_text(PROBE.format(leaf=leaf))
        sys.path.insert(0, folder)
        migration._leaf_migrations.cache_clear()
        try:
            with override_settings(MIGRATION_MODULES={"news": "probe_migrations"}):
                yield
        finally:
            migration._leaf_migrations.cache_clear()
            sys.path.remove(folder)
            for name in [name for name in sys.modules if name.startswith("probe_migrations")]:
                del sys.modules[name]


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def schemas_with_column() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema FROM information_schema.columns"
            " WHERE table_name = 'news_newscategory' AND column_name = 'probe' ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


def migrate(**options) -> list[Outcome]:
    return migrate_schemas(lambda outcome: None, **{"processes": 1, **options})


class TestLagging(SchoolTestCase):
    def test_nothing_lags(self):
        assert lagging_schemas() == []

    def test_it_costs_few_queries_however_many_schools_there_are(self):
        connection.set_schema_to_public()
        lagging_schemas()
        with self.assertNumQueries(4):
            lagging_schemas()

    def test_a_school_that_misses_a_migration_is_named(self):
        execute("DELETE FROM s_truong_b.django_migrations WHERE app = 'news'")
        assert lagging_schemas() == ["s_truong_b"]

    def test_public_and_template_come_first(self):
        for schema in ALL:
            execute(f"DELETE FROM {schema}.django_migrations WHERE app = 'core'")
        assert lagging_schemas() == ALL

    def test_a_school_without_any_record_lags(self):
        execute("DROP TABLE s_truong_a.django_migrations")
        assert lagging_schemas() == ["s_truong_a"]

    def test_a_school_that_has_no_schema_yet_is_left_alone(self):
        request_school(SchoolRequest(slug="th-moi", name="Trường mới", kind="primary"))
        assert lagging_schemas() == []
        for status in ("building", "failed"):
            School.objects.filter(slug="th-moi").update(status=status)
            assert lagging_schemas() == []

    def test_suspended_and_archived_schools_are_migrated_too(self):
        for status in ("suspended", "archived"):
            School.objects.filter(slug=A).update(status=status)
            execute("DELETE FROM s_truong_a.django_migrations WHERE app = 'news'")
            assert lagging_schemas() == ["s_truong_a"]

    def test_a_newer_migration_than_this_codes_does_no_harm(self):
        """While an older process still runs."""
        execute("INSERT INTO s_truong_a.django_migrations (app, name, applied) VALUES ('news', '9999_x', now())")
        assert lagging_schemas() == []


class TestMigrate(ScratchTestCase):
    def test_nothing_to_do_touches_nothing(self):
        with mock.patch("tenants.migration.migrate_schema") as one:
            assert migrate() == []
        one.assert_not_called()

    def test_every_schema_gets_the_new_column(self):
        with new_migration():
            assert lagging_schemas() == ALL
            outcomes = migrate()
            assert [(o.schema, o.applied, o.error) for o in outcomes] == [(schema, 1, "") for schema in ALL]
            assert schemas_with_column() == [*SCHOOLS, "template_school"]
            assert lagging_schemas() == []
            assert migrate() == []
        assert connection.schema_name == "public"

    def test_only_what_lags_is_touched(self):
        with new_migration():
            migrate()
            execute("ALTER TABLE s_truong_b.news_newscategory DROP COLUMN probe")
            execute("DELETE FROM s_truong_b.django_migrations WHERE name = '9999_probe'")
            assert [o.schema for o in migrate()] == ["s_truong_b"]

    def test_a_broken_school_is_reported_and_the_others_go_on(self):
        execute("ALTER TABLE s_truong_a.news_newscategory ADD COLUMN probe int")
        reported: list[Outcome] = []
        with new_migration(), self.assertLogs("tenants.migration", "ERROR"):
            outcomes = migrate_schemas(reported.append, processes=1)
            assert reported == outcomes
            errors = {o.schema: o.error for o in outcomes if o.error}
            assert set(errors) == {"s_truong_a"}
            assert "already exists" in errors["s_truong_a"]
            assert lagging_schemas() == ["s_truong_a"]
            assert "s_truong_b" in schemas_with_column()
            # Put right by hand, the next run does the rest.
            execute("ALTER TABLE s_truong_a.news_newscategory DROP COLUMN probe")
            assert [(o.schema, o.error) for o in migrate()] == [("s_truong_a", "")]

    def test_what_broke_leaves_nothing_half_done(self):
        execute("ALTER TABLE s_truong_a.news_newscategory ADD COLUMN probe text")
        with new_migration(), self.assertLogs("tenants.migration", "ERROR"):
            migrate()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM s_truong_a.django_migrations WHERE name = '9999_probe'")
            assert cursor.fetchone() is None

    def test_a_broken_template_ends_the_run(self):
        execute("ALTER TABLE template_school.news_newscategory ADD COLUMN probe int")
        with new_migration(), self.assertLogs("tenants.migration", "ERROR"):
            outcomes = migrate()
        assert [(o.schema, bool(o.error)) for o in outcomes] == [("public", False), ("template_school", True)]
        assert schemas_with_column() == ["template_school"]

    def test_with_several_processes_one_of_them_broken(self):
        execute("ALTER TABLE s_truong_a.news_newscategory ADD COLUMN probe int")
        with new_migration():
            outcomes = migrate(processes=2)
            assert sorted(o.schema for o in outcomes) == sorted(ALL)
            assert [o.schema for o in outcomes if o.error] == ["s_truong_a"]
            # The parent's own connection is as it was.
            assert lagging_schemas() == ["s_truong_a"]

    def test_two_runs_at_once_do_the_work_once(self):
        outcomes: list[Outcome] = []
        with new_migration():
            run_together(*[lambda: outcomes.extend(migrate()) for _ in range(2)])
        assert sorted(o.schema for o in outcomes) == sorted(ALL)
        assert not any(o.error for o in outcomes)

    def test_a_school_built_right_after_an_update_is_up_to_date(self):
        """The template is migrated first, without anybody asking for it."""
        with new_migration():
            school = build_school(request_school(SchoolRequest(slug="th-moi", name="Trường mới", kind="primary")))
            assert school.schema_name in schemas_with_column()
            assert school.schema_name not in lagging_schemas()
            assert "s_truong_a" in lagging_schemas()

    def test_sites_work_before_and_after(self):
        with new_migration():
            assert self.client_for(A).get("/tin-tuc/").status_code == 200
            migrate()
            assert self.client_for(A).get("/tin-tuc/").status_code == 200


class TestCommand(ScratchTestCase):
    def run_command(self, *arguments: str) -> str:
        out = io.StringIO()
        call_command("migrate_schemas", *arguments, stdout=out, stderr=out, no_color=True)
        return out.getvalue()

    def test_it_is_ours_not_the_one_of_django_tenants(self):
        from django.core.management import get_commands

        assert get_commands()["migrate_schemas"] == "tenants"

    def test_up_to_date(self):
        assert "up to date" in self.run_command()
        assert "up to date" in self.run_command("--check")

    def test_a_broken_school_is_named_and_the_exit_code_is_not_zero(self):
        execute("ALTER TABLE s_truong_a.news_newscategory ADD COLUMN probe int")
        with new_migration():
            with pytest.raises(CommandError, match=r"1 of 5 .*s_truong_a") as caught:
                self.run_command("--processes", "1")
            assert caught.value.returncode == 1
            assert "s_truong_b" in schemas_with_column()

    def test_check_changes_nothing_and_exits_with_1(self):
        with new_migration():
            with pytest.raises(SystemExit) as caught:
                self.run_command("--check")
            assert caught.value.code == 1
            assert schemas_with_column() == []

    def test_one_school_only(self):
        with new_migration():
            self.run_command("--schema", "s_truong_b")
            assert schemas_with_column() == ["s_truong_b", "template_school"]


@pytest.mark.parametrize("slug", [A, B])
def test_the_built_schools_are_up_to_date(slug, db):
    assert not {"s_" + slug.replace("-", "_")} & set(lagging_schemas())
