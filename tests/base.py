"""The base of every test that touches a school.

`SchoolTestCase` is Django's TestCase inside one school's schema: `setUpTestData` works, every test
is rolled back, no schema is made. `ScratchTestCase` gives each test a database of its own, for
what really commits: building schools, other threads and processes, `kill -9`.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from unittest import mock

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test import Client, SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cms.shared.models import NewsCard
from tenants.models import School, host_for, schema_for
from tenants.registry import CurrentSchool, registry
from tests.databases import Databases

A = "truong-a"
B = "truong-b"
PORTAL = "portal"


def host_of(slug: str) -> str:
    return host_for(slug)


def current_school(slug: str) -> CurrentSchool:
    """The school as a request sees it."""
    school = registry.school_for_schema(schema_for(slug))
    assert school is not None, f"no school {slug}"
    return school


@contextmanager
def schema_kept() -> Iterator[None]:
    """Whatever the block does to the connection's school, it is undone at its end."""
    before = connection.tenant
    try:
        yield
    finally:
        connection.set_tenant(before)


@contextmanager
def in_school(slug: str) -> Iterator[CurrentSchool]:
    """The block runs in that school's schema; `public` means none."""
    with schema_kept():
        connection.set_schema_to_public()
        if slug == "public":
            yield None  # type: ignore[misc]
            return
        school = current_school(slug)
        connection.set_tenant(school)
        yield school


@contextmanager
def listening() -> Iterator[None]:
    """As in production: the registry answers from memory. Announcements are not delivered here."""
    registry.start_listening()
    try:
        yield
    finally:
        registry.stop_listening()


def forget_everything() -> None:
    """What a process remembers between requests; a rolled-back test would leave lies in it."""
    connection.set_schema_to_public()
    registry.stop_listening()
    registry._versions.clear()
    for name in settings.CACHES:
        caches[name].clear()
    ContentType.objects.clear_cache()
    translation.activate(settings.LANGUAGE_CODE)


class SchoolClient(Client):
    """A browser at one school's address; leaves the test's own schema as it was."""

    def __init__(self, slug: str = A, **defaults: Any) -> None:
        self.slug = slug
        defaults.setdefault("HTTP_HOST", host_of(slug))
        super().__init__(**defaults)

    def request(self, **request: Any) -> Any:
        with schema_kept():
            return super().request(**request)

    def force_login(self, user: Any, backend: str | None = None) -> None:
        with in_school(self.slug):
            super().force_login(user, backend)

    def login(self, **credentials: Any) -> bool:
        with in_school(self.slug):
            return super().login(**credentials)

    def logout(self) -> None:
        with in_school(self.slug):
            super().logout()

    @property
    def session(self) -> Any:
        with in_school(self.slug):
            return super().session


def client_for(slug: str, user: Any = None, **defaults: Any) -> SchoolClient:
    """A browser at that school, signed in as `user` (an account of that school, or its user name)."""
    client = SchoolClient(slug, **defaults)
    if isinstance(user, str):
        with in_school(slug):
            user = get_user_model().objects.get(username=user)
    if user is not None:
        client.force_login(user)
    return client


def cards(slug: str | None = None) -> list[str]:
    """Titles of the news cards in public, of one school or of all."""
    rows = NewsCard.objects.order_by("title")
    return list((rows.filter(school__slug=slug) if slug else rows).values_list("title", flat=True))


def run_tasks(worker_class: Any = None) -> list[Any]:
    """Run all that is due, as the worker does; returns the rows it has taken up, oldest first."""
    from django_tasks_db.models import DBTaskResult

    from tenants.worker import SchoolWorker

    with schema_kept():
        connection.set_schema_to_public()
        due = list(DBTaskResult.objects.ready().values_list("pk", flat=True))
        worker = (worker_class or SchoolWorker)(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"test-{id(due)}",
            excluded_queue_names=[],
        )
        # It would close the connection that holds the test's transaction.
        with mock.patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
            worker.run()
        connection.set_schema_to_public()
        return list(DBTaskResult.objects.filter(pk__in=due).order_by("enqueued_at"))


def run_together(*functions: Callable[[], None]) -> None:
    """Each in a thread of its own; connections are closed and errors raised here."""
    errors: list[BaseException] = []

    def guarded(function: Callable[[], None]) -> None:
        try:
            function()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=[function]) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    if errors:
        raise errors[0]


class Helpers:
    """What both bases offer."""

    def in_school(self, slug: str) -> Any:
        return in_school(slug)

    def client_for(self, slug: str, user: Any = None, **defaults: Any) -> SchoolClient:
        return client_for(slug, user, **defaults)

    def school_row(self, slug: str) -> School:
        with in_school("public"):
            return School.objects.get(slug=slug)


class SchoolTestCase(Helpers, TestCase):
    """Runs in the schema of `slug`; the connection is back in public after each test."""

    slug: ClassVar[str] = A
    school: ClassVar[CurrentSchool]
    client: SchoolClient

    @classmethod
    def setUpClass(cls) -> None:
        forget_everything()
        cls.school = current_school(cls.slug)
        connection.set_tenant(cls.school)
        super().setUpClass()
        connection.set_schema_to_public()

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        forget_everything()

    def _pre_setup(self) -> None:  # type: ignore[override]
        super()._pre_setup()
        self.client = SchoolClient(self.slug)

    def cost(self, path: str, slug: str = "") -> int:
        """How many queries an anonymous visitor's page costs when warm but not kept."""
        client = self.client_for(slug or self.slug)
        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
        return len(queries)

    def run(self, result: Any = None) -> Any:
        forget_everything()
        connection.set_tenant(self.school)
        try:
            return super().run(result)
        finally:
            forget_everything()


class ScratchTestCase(Helpers, SimpleTestCase):
    """Each test has a database of its own with the portal and both schools; starts in public."""

    databases = {"default"}
    # Set by conftest: the databases of this process.
    makers: ClassVar[Databases]
    database: str

    def run(self, result: Any = None) -> Any:
        forget_everything()
        with self.makers.scratch() as self.database:
            try:
                return super().run(result)
            finally:
                forget_everything()
