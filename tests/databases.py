"""Test databases: migrated once, built once, copied for every process and every destructive test.

`test_migrated_<hash>`  public and the template schema; kept while the migrations stay the same
`test_built_<hash>`     the same with the portal and two schools; kept while the code stays the same
`test_run_<random>`     a copy for one process or one test; dropped at its end

A copy of a built database takes a tenth of a second, migrating a quarter of a minute. Every database in
use is marked by an advisory lock of a connection, which PostgreSQL drops with its process: what
nobody holds a lock on is left over from a run that was killed, and is removed.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("tenants", "cms", "public_services")
LOCK_CLASS = 0x7E57
# Held while databases are made or removed.
MAKING = "making"
SCHOOLS = (
    ("portal", "Phòng Giáo dục thử nghiệm", "office"),
    ("truong-a", "Trường Tiểu học A", "primary"),
    ("truong-b", "Trường Mầm non B", "preschool"),
)
Connection = psycopg.Connection[tuple[object, ...]]


def connect(name: str) -> Connection:
    """A plain connection, outside Django."""
    database = settings.DATABASES["default"]
    return psycopg.connect(
        host=database["HOST"] or None,
        port=database["PORT"] or None,
        user=database["USER"] or None,
        password=database["PASSWORD"] or None,
        dbname=name,
        autocommit=True,
    )


def url(name: str) -> str:
    """A DATABASE_URL for another process."""
    from urllib.parse import quote

    database = settings.DATABASES["default"]
    host = database["HOST"]
    if host.startswith("/"):
        return f"postgresql://{database['USER']}@/{name}?host={quote(host)}"
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgresql://{database['USER']}:{quote(database['PASSWORD'])}@{host}{port}/{name}"


class Databases:
    """Makes the databases of one process and holds the locks that say they are in use."""

    def __init__(self) -> None:
        # The database that the settings name is only where we stand to make others.
        self.original = str(settings.DATABASES["default"]["NAME"])
        self._keeper = connect(self.original)

    def close(self) -> None:
        self._keeper.close()

    def for_process(self) -> str:
        """The name of a fresh database with the portal and both schools."""
        with self._making():
            migrated, self.built = f"test_migrated_{_schema_hash()}", f"test_built_{_code_hash()}"
            self._remove_leftovers({migrated, self.built})
            self._cached(migrated, None, _migrate)
            self._cached(self.built, migrated, _build_schools)
            return self._copy(self.built)

    @contextmanager
    def scratch(self) -> Iterator[str]:
        """Another fresh database, and Django's connection moved over to it meanwhile."""
        with self._making():
            name = self._copy(self.built)
        before = settings.DATABASES["default"]["NAME"]
        try:
            with pointed_at(name):
                yield name
        finally:
            assert settings.DATABASES["default"]["NAME"] == before
            self.drop(name)

    def drop(self, name: str) -> None:
        try:
            self._keeper.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        except psycopg.errors.InsufficientPrivilege:
            # An autovacuum worker was in it: those are not ours to end, but without FORCE PostgreSQL
            # itself sends them away.
            self._keeper.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
                [name],
            )
            self._keeper.execute(f'DROP DATABASE IF EXISTS "{name}"')
        self._lock("pg_advisory_unlock", name)

    # -- making ----------------------------------------------------------------------------------
    def _cached(self, name: str, template: str | None, fill: Callable[[], None]) -> None:
        self._lock("pg_advisory_lock_shared", name)
        if not self._exists(name):
            # Under another name until it is complete: an interrupted one must not be taken for whole.
            draft = self._copy(template)
            with pointed_at(draft):
                fill()
            self._keeper.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
            self._lock("pg_advisory_unlock", draft)

    def _copy(self, template: str | None) -> str:
        name = f"test_run_{secrets.token_hex(6)}"
        self._lock("pg_advisory_lock", name)
        options = f'TEMPLATE "{template or "template0"}"'
        if self._keeper.info.server_version >= 150000:
            options += " STRATEGY FILE_COPY"
        if template is None:
            options += " ENCODING 'UTF8'"
        self._keeper.execute(f'CREATE DATABASE "{name}" {options}')
        return name

    def _exists(self, name: str) -> bool:
        found = self._keeper.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None

    def _remove_leftovers(self, current: set[str]) -> None:
        """Drop what no process has a lock on: killed runs, caches of older code."""
        rows = self._keeper.execute(
            r"SELECT datname FROM pg_database WHERE datname ~ '^test_(migrated|built|run)_'"
        ).fetchall()
        for name in {str(row[0]) for row in rows} - current:
            if self._lock("pg_try_advisory_lock", name):
                self.drop(name)

    @contextmanager
    def _making(self) -> Iterator[None]:
        self._lock("pg_advisory_lock", MAKING)
        try:
            yield
        finally:
            self._lock("pg_advisory_unlock", MAKING)

    def _lock(self, function: str, name: str) -> bool:
        row = self._keeper.execute(f"SELECT {function}(%s, hashtext(%s))", [LOCK_CLASS, name])
        return row.fetchone()[0] is True  # type: ignore[index]


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Django's default connection (of every thread) leads to the database `name` in this block."""
    database = settings.DATABASES["default"]
    before = database["NAME"]
    connections.close_all()
    database["NAME"] = name
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connections.close_all()
        database["NAME"] = before
        connection.set_schema_to_public()


def _migrate() -> None:
    from tenants.migration import migrate_schemas

    broken = [outcome for outcome in migrate_schemas(lambda outcome: None) if outcome.error]
    assert not broken, broken


def _build_schools() -> None:
    from django_tasks_db.models import DBTaskResult
    from django_tenants.utils import schema_context

    from cms.core import outbox
    from cms.core.indexing import reindex_school
    from cms.shared.models import DisclosureDuty
    from tenants.provisioning import SchoolRequest, build_school, request_school

    for slug, name, kind in SCHOOLS:
        school = build_school(request_school(SchoolRequest(slug=slug, name=name, kind=kind)))
        with schema_context(school.schema_name):
            reindex_school.func()
            # As the worker does: what was laid is found.
            outbox.work_off()
    connection.set_schema_to_public()
    # A school of the tests is behind with nothing, whatever the day on which they run.
    DisclosureDuty.objects.all().delete()
    DBTaskResult.objects.all().delete()


def _schema_hash() -> str:
    """Changes when a migration, the list of apps or a library does."""
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("migrations/*.py")]
    return _hash([*files, *ROOT.glob("requirements*.txt")], " ".join(settings.INSTALLED_APPS))


def _code_hash() -> str:
    """Changes with anything that may lay a school differently."""
    files = [
        path
        for package in PACKAGES
        for pattern in ("**/*.py", "**/*.yaml")
        for path in (ROOT / package).glob(pattern)
        if "demo" not in path.parts
    ]
    return _hash([*files, Path(__file__)], _schema_hash())


def _hash(files: list[Path], more: str) -> str:
    digest = hashlib.blake2b(more.encode(), digest_size=8)
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()
