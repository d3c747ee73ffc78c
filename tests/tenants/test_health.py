"""/healthz says that the process lives, /readyz that it may be sent visitors."""

from unittest import mock

from django.db import OperationalError, connection

from tenants.worker_lease import Lease
from tests.base import PORTAL, A, SchoolClient, SchoolTestCase, ScratchTestCase


class TestHealth(SchoolTestCase):
    def test_alive_under_any_host_without_a_query(self):
        with self.assertNumQueries(0):
            for host in ("truong-a.tptdm.localhost", "10.0.0.7:8000", "khong-co", "web"):
                response = self.client.get("/healthz", HTTP_HOST=host)
                assert response.status_code == 200
                assert response.content == b"ok"
                assert response["Cache-Control"] == "no-store"

    def test_alive_without_a_database(self):
        with mock.patch.object(connection, "ensure_connection", side_effect=OperationalError):
            assert self.client.get("/healthz").status_code == 200

    def test_not_ready_without_a_worker(self):
        response = self.client.get("/readyz", HTTP_HOST="10.0.0.7")
        assert response.status_code == 503
        checks = response.json()["checks"]
        assert checks["database"] == checks["migrations"] == "ok"
        assert checks["worker"] != "ok"

    def test_not_ready_while_a_school_lags_and_it_is_named(self):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM s_truong_b.django_migrations WHERE app = 'news'")
        checks = self.client.get("/readyz").json()["checks"]
        assert "s_truong_b" in checks["migrations"]

    def test_not_ready_without_a_database_and_no_detail_gets_out(self):
        error = OperationalError("connection to server at 10.1.2.3, user portal, failed: secret")
        with mock.patch("tenants.health.worker_count", side_effect=error):
            response = self.client.get("/readyz")
        assert response.status_code == 503
        assert "OperationalError" in response.content.decode()
        for secret in ("10.1.2.3", "portal", "secret"):
            assert secret not in response.content.decode()


class TestReady(ScratchTestCase):
    def test_ready_with_database_worker_and_migrations(self):
        with Lease("one"):
            for slug in (A, PORTAL):
                response = SchoolClient(slug).get("/readyz")
                assert response.status_code == 200
                assert response.json() == {
                    "status": "ready",
                    "checks": {"database": "ok", "worker": "ok", "migrations": "ok"},
                }
