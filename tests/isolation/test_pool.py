"""psycopg's pool, as in production: a connection comes back with the last school's search path."""

import random
import threading

from django.conf import settings
from django.db import connection, connections

from cms.core.models import BasePage
from tests.base import PORTAL, A, B, ScratchTestCase, in_school, run_together

TITLES = {A: "Trường Tiểu học A", B: "Trường Mầm non B", PORTAL: "Phòng Giáo dục thử nghiệm"}
SCHEMAS = {A: "s_truong_a", B: "s_truong_b", PORTAL: "portal"}


class TestPool(ScratchTestCase):
    """More threads than connections, so that each connection serves all schools in turn."""

    def setUp(self):
        connections.close_all()
        # As in cms.settings.base, only smaller.
        settings.DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 3, "timeout": 30}

    def tearDown(self):
        connections.close_all()
        connection.close_pool()
        del settings.DATABASES["default"]["OPTIONS"]["pool"]

    def test_threads_that_share_connections_never_meet_a_wrong_school(self):
        wrong: list[str] = []
        done: list[int] = []

        def visit(seed: int) -> None:
            dice = random.Random(seed)
            for _ in range(60):
                slug = dice.choice([A, B, PORTAL])
                connection.set_schema(SCHEMAS[slug])
                title = BasePage.objects.get(depth=2).title
                if title != TITLES[slug]:
                    wrong.append(f"{slug}: {title}")
                done.append(1)
                if dice.random() < 0.7:
                    # The end of a request.
                    connection.close()

        run_together(*[lambda n=n: visit(n) for n in range(10)])
        assert wrong == []
        assert len(done) == 600

    def test_threads_that_serve_pages_never_meet_a_wrong_school(self):
        wrong: list[str] = []
        barrier = threading.Barrier(4)

        def visit(seed: int) -> None:
            dice = random.Random(seed)
            barrier.wait(10)
            for n in range(12):
                slug = dice.choice([A, B, PORTAL])
                # A parameter nobody knows: never from the page cache.
                text = self.client_for(slug).get(f"/?n={n}").content.decode()
                if TITLES[slug] not in text or any(TITLES[o] in text for o in {A, B} - {slug} if slug != PORTAL):
                    wrong.append(slug)
                connection.close()

        run_together(*[lambda n=n: visit(n) for n in range(4)])
        assert wrong == []

    def test_control_a_returned_connection_keeps_the_last_search_path(self):
        """Why nothing may run on a connection before its school was set."""
        settings.DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 1}
        with in_school(A):
            BasePage.objects.count()
        pool = connection.pool
        connection.close()
        with pool.connection() as raw:
            row = raw.execute("SHOW search_path").fetchone()
        assert "s_truong_a" in row[0]

    def test_a_connection_taken_from_the_pool_is_set_anew(self):
        with in_school(A):
            BasePage.objects.count()
        connection.close()
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            cursor.execute("SHOW search_path")
            assert cursor.fetchone()[0].replace('"', "") == "public"
