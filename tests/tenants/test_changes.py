"""Every process hears of a change when, and only when, it is committed."""

import contextlib
import threading
from unittest import mock

import psycopg
from django.db import connection, transaction

from tenants import listener
from tenants.changes import announce_content, announce_registry
from tenants.models import ContentVersion
from tenants.registry import Registry
from tests import factories
from tests.base import A, B, SchoolTestCase, ScratchTestCase, in_school, run_together


class Ear:
    """A listener on a thread of its own, until its connection is cut."""

    def __init__(self) -> None:
        self.heard: list[dict[str, object]] = []
        self.ready = threading.Event()
        self.news = threading.Event()
        self.pid = 0
        self.error: BaseException | None = None
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Ear":
        self._thread.start()
        assert self.ready.wait(10)
        return self

    def __exit__(self, *error: object) -> None:
        self.cut()
        self._thread.join(10)
        assert not self._thread.is_alive()

    def cut(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [self.pid])

    def _run(self) -> None:
        real = listener.raw_connection

        def remember_pid() -> psycopg.Connection[tuple[object, ...]]:
            conn = real()
            self.pid = conn.info.backend_pid
            return conn

        try:
            with mock.patch.object(listener, "raw_connection", remember_pid):
                listener.listen(on_ready=self.ready.set, on_change=self._hear)
        except psycopg.Error as error:
            self.error = error

    def _hear(self, message: dict[str, object]) -> None:
        self.heard.append(message)
        self.news.set()

    def wait(self) -> list[dict[str, object]]:
        assert self.news.wait(10)
        self.news.clear()
        return self.heard


class TestListening(ScratchTestCase):
    def test_a_change_is_heard_with_school_and_version(self):
        with Ear() as ear:
            announce_content("s_truong_a")
            version = ContentVersion.objects.get(schema_name="s_truong_a").version
            assert ear.wait() == [{"schema": "s_truong_a", "version": version}]
            announce_registry("s_truong_b")
            assert ear.wait()[-1] == {"registry": "s_truong_b"}

    def test_nothing_is_heard_before_the_commit_and_nothing_of_a_rollback(self):
        with Ear() as ear:
            with transaction.atomic():
                announce_content("s_truong_a")
                assert not ear.news.wait(0.2)
                transaction.set_rollback(True)
            assert not ear.news.wait(0.2)
            with transaction.atomic():
                announce_content("s_truong_b")
                assert not ear.news.wait(0.2)
            assert [message["schema"] for message in ear.wait()] == ["s_truong_b"]

    def test_publishing_is_heard_once_committed(self):
        with Ear() as ear:
            with in_school(A):
                factories.NewsPageFactory()
            assert "s_truong_a" in {message.get("schema") for message in ear.wait()}

    def test_a_cut_connection_ends_the_listening_with_an_error(self):
        with Ear() as ear:
            pass
        assert isinstance(ear.error, psycopg.OperationalError)

    def test_two_publishers_at_once_both_raise_the_version(self):
        before = ContentVersion.objects.get(schema_name="s_truong_a").version
        run_together(*[lambda: announce_content("s_truong_a") for _ in range(4)])
        assert ContentVersion.objects.get(schema_name="s_truong_a").version == before + 4

    def test_the_thread_comes_back_after_its_connection_was_lost(self):
        """And meanwhile the registry asks the database."""
        states: list[bool] = []
        mine = Registry()

        def broken_twice(on_ready, on_change):
            if len(states) == 4:
                raise KeyboardInterrupt  # the test's own end
            on_ready()
            states.append(mine._listening)
            raise psycopg.OperationalError

        def stop() -> None:
            Registry.stop_listening(mine)
            states.append(mine._listening)

        with (
            mock.patch.object(listener, "listen", broken_twice),
            mock.patch.object(listener, "registry", mine),
            mock.patch.object(mine, "stop_listening", stop),
            mock.patch.object(listener.time, "sleep"),
            mock.patch.object(listener.logger, "warning"),
            contextlib.suppress(KeyboardInterrupt),
        ):
            listener._listen_forever()
        assert states == [True, False, True, False]


class TestApplying(SchoolTestCase):
    def test_what_is_heard_changes_what_the_registry_says(self):
        mine = Registry()
        with mock.patch.object(listener, "registry", mine):
            mine.start_listening()
            assert mine.school_for_schema("s_truong_a").name == "Trường Tiểu học A"
            listener._apply({"schema": "s_truong_a", "version": 99})
            assert mine.version("s_truong_a") == 99
            row = self.school_row(A)
            row.name = "Tên mới"
            row.save()
            listener._apply({"registry": "s_truong_a"})
            assert mine.school_for_schema("s_truong_a").name == "Tên mới"

    def test_where_it_is_switched_off_no_thread_starts(self):
        before = threading.active_count()
        self.client.get("/")
        assert threading.active_count() == before

    def test_versions_are_kept_apart_by_school(self):
        announce_content("s_truong_a")
        versions = dict(ContentVersion.objects.values_list("schema_name", "version"))
        announce_content("s_truong_b")
        after = dict(ContentVersion.objects.values_list("schema_name", "version"))
        assert after["s_truong_a"] == versions["s_truong_a"]
        assert after["s_truong_b"] == versions["s_truong_b"] + 1
        assert B
