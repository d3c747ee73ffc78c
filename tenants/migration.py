"""Migrating 170 schemas: ask the database once which lag, work only there, go on past a broken one."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps as installed_apps
from django.conf import settings
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import Signal
from django_tenants.utils import schema_exists

from tenants import upkeep
from tenants.enums import STATUSES_WITH_SCHEMA
from tenants.models import School
from tenants.processes import available, in_processes
from tenants.registry import PUBLIC
from tenants.schema import connection

logger = logging.getLogger(__name__)
# Any two processes that migrate wait for one another.
MIGRATION_LOCK = 0x5C4002
OUR_PACKAGES = ("tenants", "cms", "public_services")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one schema; `error` is "" when all went well."""

    schema: str
    seconds: float
    applied: int
    error: str = ""


def lagging_schemas() -> list[str]:
    """Return the schemas (public, template, schools) that miss a migration of this code: two queries."""
    connection.set_schema_to_public()
    expected = [PUBLIC, settings.TEMPLATE_SCHEMA]
    if _has_table(PUBLIC, School._meta.db_table):
        expected += list(
            School.objects.filter(status__in=STATUSES_WITH_SCHEMA)
            .order_by("schema_name")
            .values_list("schema_name", flat=True)
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname FROM pg_tables WHERE tablename = 'django_migrations' AND schemaname = ANY(%s)",
            [expected],
        )
        present = {row[0] for row in cursor.fetchall()}
        leaves = _leaf_migrations()
        if present:
            quoted = {name: connection.ops.quote_name(name) for name in sorted(present)}
            parts = " UNION ALL ".join(
                f"SELECT '{name}', count(*) FROM {table}.django_migrations m JOIN leaf USING (app, name)"
                for name, table in quoted.items()
            )
            cursor.execute(
                f"WITH leaf(app, name) AS (SELECT * FROM unnest(%s::text[], %s::text[])) {parts}",
                [[app for app, _ in leaves], [name for _, name in leaves]],
            )
            complete = {name for name, count in cursor.fetchall() if count >= len(leaves)}
        else:
            complete = set()
    return [name for name in expected if name not in complete]


@cache
def _leaf_migrations() -> tuple[tuple[str, str], ...]:
    """The newest migration of every app on disk: code, the same for the process's whole life."""
    return tuple(sorted(MigrationLoader(None).graph.leaf_nodes()))


def _has_table(schema: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{schema}.{table}"])
        return bool(cursor.fetchone()[0])


def migrate_schemas(
    report: Callable[[Outcome], None], processes: int | None = None, only: Iterable[str] | None = None
) -> list[Outcome]:
    """Bring every lagging schema up to date: public, then the template, then the schools.

    A school that fails is reported and does not keep the others; a failure of public or of the
    template ends the run, since nothing that follows could be trusted.
    """
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        return _migrate_all(report, processes or available(), only)
    finally:
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def _migrate_all(report: Callable[[Outcome], None], processes: int, only: Iterable[str] | None) -> list[Outcome]:
    outcomes: list[Outcome] = []
    # An empty database: neither leans on the other yet, and drawing up 250 migrations takes a processor's time.
    together = processes if not _has_table(PUBLIC, MigrationRecorder.Migration._meta.db_table) else 1
    first = [schema for schema in lagging_schemas() if schema in (PUBLIC, settings.TEMPLATE_SCHEMA)]
    for schema in first:
        _ensure_schema(schema)
    for outcome in in_processes(migrate_schema, first, min(together, len(first))):
        outcomes.append(outcome)
        report(outcome)
        if outcome.error:
            return outcomes
    wanted = set(only) if only is not None else None
    lagging = [s for s in lagging_schemas() if wanted is None or s in wanted]
    for outcome in in_processes(migrate_schema, lagging, min(processes, len(lagging))):
        outcomes.append(outcome)
        report(outcome)
    return outcomes + _keep_up({o.schema for o in outcomes if o.error}, wanted, report)


def _ensure_schema(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {connection.ops.quote_name(schema)}")


def _keep_up(broken: set[str], only: Iterable[str] | None, report: Callable[[Outcome], None]) -> list[Outcome]:
    """Bring the rows that the code lays up to date, where the schema is."""
    outcomes = []
    connection.set_schema_to_public()
    for school in upkeep.lagging(only):
        if school.schema_name not in broken:
            seconds, error = upkeep.keep_up(school)
            outcomes.append(Outcome(school.schema_name, seconds, 0, error))
            report(outcomes[-1])
    return outcomes


def migrate_schema(schema: str) -> Outcome:
    """Apply what one schema misses. Never raises: the outcome says what went wrong."""
    started = time.monotonic()
    try:
        applied = _migrate(schema)
    except Exception as error:
        logger.exception("Migrating %s failed", schema)
        return Outcome(schema, time.monotonic() - started, 0, f"{type(error).__name__}: {error}".strip())
    finally:
        connection.set_schema_to_public()
    return Outcome(schema, time.monotonic() - started, applied)


class LibrariesFirst(MigrationExecutor):
    """Runs the many migrations of libraries before ours: each draws up anew every model that leads to its own."""

    def migration_plan(self, targets: Iterable[Any], clean_start: bool = False) -> Any:
        return super().migration_plan(sorted(targets, key=_is_ours), clean_start)


def _is_ours(target: tuple[str, str | None]) -> bool:
    return installed_apps.get_app_config(target[0]).name.startswith(OUR_PACKAGES)


_states: dict[frozenset[tuple[str, str]], Any] = {}


def _state_before(executor: Any) -> Any:
    """Return the models as they were after what the schema has applied.

    Building and drawing up all of them takes longer than most migrations, and schools that lag have mostly
    applied the same.
    """
    applied = frozenset(executor.loader.applied_migrations)
    if applied not in _states:
        _states[applied] = executor._create_project_state(with_applied_migrations=True)
    return _states[applied]


def _migrate(schema: str) -> int:
    # Without public in the path: else public's own record of migrations would be taken for this one's.
    connection.set_schema(schema, include_public=False)
    MigrationRecorder(connection).ensure_schema()
    if not schema_exists(schema):
        raise LookupError("the schema does not exist")
    executor: Any = LibrariesFirst(connection)
    connection.set_schema(schema, include_public=True)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    if not plan:
        return 0
    before = _state_before(executor)
    _tell(pre_migrate, plan, before.apps)
    after = executor.migrate(targets, plan=plan, state=before.clone())
    # The real models: permissions and content types of what this code has, as Django's command does.
    after.clear_delayed_apps_cache()
    _tell(post_migrate, plan, installed_apps)
    return len(plan)


def _tell(signal: Signal, plan: list[Any], apps: Any) -> None:
    """Send what Django's command sends, to those who wait for an app that is migrated here.

    It tells all of them every time; most ask many questions, and where an app has not changed the answers are
    the same as before.
    """
    touched = {migration.app_label for migration, _backwards in plan}
    for config in installed_apps.get_app_configs():
        if config.models_module is not None and config.label in touched:
            signal.send(
                sender=config, app_config=config, apps=apps, plan=plan,
                verbosity=0, interactive=False, using=connection.alias, stdout=None,
            )  # fmt: skip
