"""The test base keeps its promises."""

import socket

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

from cms.core.models import BasePage
from tenants.models import School
from tests.base import A, B, SchoolTestCase, ScratchTestCase, client_for, in_school
from tests.conftest import NetworkForbidden

User = get_user_model()


class TestData(SchoolTestCase):
    slug = B

    @classmethod
    def setUpTestData(cls):
        cls.user = User.objects.create(username="hoa")

    def test_set_up_test_data_runs_in_the_school(self):
        assert connection.schema_name == "s_truong_b"
        assert User.objects.get() == self.user
        with self.in_school(A):
            assert not User.objects.exists()

    def test_each_test_is_rolled_back(self):
        User.objects.create(username="lan")
        assert User.objects.count() == 2

    def test_each_test_is_rolled_back_in_either_order(self):
        User.objects.create(username="lan")
        assert User.objects.count() == 2

    def test_each_test_starts_with_empty_caches(self):
        assert cache.get("left") is None
        cache.set("left", 1)

    def test_each_test_starts_with_empty_caches_in_either_order(self):
        assert cache.get("left") is None
        cache.set("left", 1)

    def test_the_client_asks_the_school_and_leaves_the_schema_alone(self):
        response = self.client.get("/")
        assert response.status_code == 200
        assert "Trường Mầm non B" in response.content.decode()
        assert connection.schema_name == "s_truong_b"
        assert "Trường Tiểu học A" in self.client_for(A).get("/").content.decode()
        assert connection.schema_name == "s_truong_b"

    def test_a_user_signs_in(self):
        User.objects.create_superuser("admin", password="x")
        assert self.client_for(B, "admin").get("/quan-tri/").status_code == 200
        assert client_for(B).get("/quan-tri/").status_code == 302

    def test_queries_are_counted(self):
        ContentType.objects.get_for_model(BasePage)
        with self.assertNumQueries(1):
            BasePage.objects.count()


class TestScratch(ScratchTestCase):
    def test_what_is_committed_is_gone_with_the_test(self):
        assert School.objects.count() == 3
        School.objects.filter(slug=A).delete()

    def test_what_is_committed_is_gone_in_either_order(self):
        assert School.objects.count() == 3
        School.objects.filter(slug=A).delete()


def test_functions_may_use_the_fixtures(school_db):
    assert school_db.slug == A
    assert BasePage.objects.filter(depth=2).count() == 1
    with in_school(B):
        assert connection.schema_name == "s_truong_b"
    assert connection.schema_name == "s_truong_a"


def test_a_function_may_have_a_database_of_its_own(scratch_database):
    assert connection.settings_dict["NAME"] == scratch_database
    assert School.objects.count() == 3


def test_after_a_test_the_connection_is_in_public():
    assert connection.schema_name == "public"


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443)])
def test_other_machines_cannot_be_reached(address):
    with pytest.raises(NetworkForbidden):
        socket.create_connection(address, timeout=1)
    with socket.socket() as raw, pytest.raises(NetworkForbidden):
        raw.connect(address)
