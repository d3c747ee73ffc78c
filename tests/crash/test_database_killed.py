"""`kill -9` of the database server itself, in the middle of creating a school and of publishing.

On a server of its own, durable as in the demo; the others go on with theirs.
"""

import contextlib
import logging
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_exists

from cms.core.models import OutboxEvent
from cms.news.models import NewsPage
from cms.shared.models import NewsCard
from tenants.database import embedded, postmaster
from tenants.database.tools import find_tool
from tenants.enums import SchoolStatus
from tenants.models import School
from tenants.provisioning import SchoolRequest, build_school, request_school, unfinished
from tests import factories
from tests.base import PORTAL, A, ScratchTestCase, forget_everything, in_school, run_tasks

WISH = SchoolRequest(slug="th-moi", name="Trường mới", kind="primary")


class Server:
    """A PostgreSQL of the test's own, filled with a copy of the test's database."""

    def __init__(self, state: Path) -> None:
        self.state = state

    def start(self) -> None:
        address = urlsplit(embedded.ensure_running(self.state, durable=True, environ={}))
        settings.DATABASES["default"].update(
            NAME=address.path.lstrip("/"),
            USER=unquote(address.username or ""),
            PASSWORD=unquote(address.password or ""),
            HOST=parse_qs(address.query).get("host", [address.hostname or ""])[0],
            PORT=address.port or "",
        )

    def kill(self) -> None:
        data = embedded.clusters(self.state)[0].data
        found = postmaster.running(data)
        assert found is not None
        os.kill(found.pid, signal.SIGKILL)
        while postmaster.running(data):
            time.sleep(0.01)

    @contextlib.contextmanager
    def dies_at(self, statement: int) -> Iterator[None]:
        """The server is killed just before the n-th statement of the block, and started again after it."""
        count = 0

        def wrapper(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += 1
            if count == statement:
                self.kill()
            return execute(sql, params, many, context)

        with connection.execute_wrapper(wrapper):
            yield
        assert count >= statement, "it was done before"
        connections.close_all()
        self.start()
        forget_everything()


class TestDatabaseKilled(ScratchTestCase):
    def setUp(self):
        archive = Path(self.enterContext(tempfile.TemporaryDirectory())) / "dump"
        database = settings.DATABASES["default"]
        major = connection.pg_version // 10000
        find_tool("pg_dump", major).run(["--format=custom", "--compress=0", f"--file={archive}"], database)
        connections.close_all()
        before = dict(database)
        self.addCleanup(database.update, before)
        folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="db-", dir="/tmp")))
        folder.chmod(0o711)
        self.server = Server(folder / "state")
        self.addCleanup(embedded.clean, self.server.state)
        self.addCleanup(connections.close_all)
        self.server.start()
        restore = ["--no-owner", "--single-transaction", "--clean", "--if-exists", "--dbname", database["NAME"]]
        find_tool("pg_restore", major).run([*restore, str(archive)], database)
        forget_everything()

    def test_afterwards_all_is_whole_or_not_there(self):
        """One test: filling a server takes longer than killing it."""
        self.creating_a_school()
        self.publishing()
        self.serving()

    def creating_a_school(self) -> None:
        school = request_school(WISH)
        for statement in (3, 25, 60):
            with self.server.dies_at(statement), contextlib.suppress(Exception), self.quiet():
                build_school(school)
            assert School.objects.get(pk=school.pk) in unfinished()
            assert not schema_exists(school.schema_name)
            assert self.client_for(A).get("/").status_code == 200
        assert build_school(school).status == SchoolStatus.READY
        assert self.client_for(WISH.slug).get("/tin-tuc/").status_code == 200
        run_tasks()

    def publishing(self) -> None:
        with in_school(A):
            page = factories.NewsPageFactory(title="Cũ", slug="bai")
        run_tasks()
        for statement in (2, 6, 12):
            with self.server.dies_at(statement), contextlib.suppress(Exception), self.quiet(), in_school(A):
                changed = NewsPage.objects.get(pk=page.pk)
                changed.title = f"Mới {statement}"
                changed.save_revision().publish()
            run_tasks()
            with in_school(A):
                title = NewsPage.objects.get(pk=page.pk).title
                assert OutboxEvent.objects.count() == 0
            assert [card.title for card in NewsCard.objects.all()] == [title]
            assert f"<h1>{title}</h1>" in self.client_for(A).get("/tin-tuc/bai/").content.decode()
            assert title in self.client_for(PORTAL).get("/").content.decode()
        # Nothing is left to do now, and nothing was given up; what is planned for later waits.
        assert not DBTaskResult.objects.ready().exists()
        assert not DBTaskResult.objects.filter(status__in=("RUNNING", "FAILED")).exists()

    def serving(self) -> None:
        """While it is down the process lives, and recovers by itself."""
        client = self.client_for(A)
        assert client.get("/lien-he/").status_code == 200
        self.server.kill()
        connections.close_all()
        with self.quiet():
            client.raise_request_exception = False
            assert client.get("/healthz").status_code == 200
            assert client.get("/readyz").status_code == 503
            assert client.get("/lien-he/").status_code == 500
        connections.close_all()
        self.server.start()
        assert client.get("/lien-he/").status_code == 200

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)
