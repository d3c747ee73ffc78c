"""Which school answers under which host: from the database, or from memory while somebody listens."""

import dataclasses
import threading
from unittest import mock

import pytest
from django.db import connection

from tenants.changes import announce_content
from tenants.enums import SchoolStatus
from tenants.models import Domain, School
from tenants.registry import Registry, current_version, registry
from tests.base import PORTAL, A, B, SchoolTestCase, host_of, listening


class TestQuestions(SchoolTestCase):
    def test_a_host_leads_to_its_school(self):
        for slug in (A, B, PORTAL):
            school = registry.school_for_host(host_of(slug))
            assert school.slug == slug
            assert school.primary_host == host_of(slug)
            assert school.root_url == f"http://{host_of(slug)}"

    def test_a_host_nobody_owns_leads_nowhere(self):
        assert registry.school_for_host("khong-co.tptdm.localhost") is None

    def test_a_further_host_names_the_primary_one(self):
        Domain.objects.create(domain="cu.tptdm.localhost", tenant=self.school_row(A), is_primary=False)
        school = registry.school_for_host("cu.tptdm.localhost")
        assert (school.slug, school.primary_host) == (A, host_of(A))
        assert registry.hosts_of("s_truong_a") == {host_of(A), "cu.tptdm.localhost"}

    def test_only_schools_with_a_whole_schema_are_seen(self):
        seen = {SchoolStatus.READY, SchoolStatus.SUSPENDED, SchoolStatus.ARCHIVED}
        for status in SchoolStatus:
            School.objects.filter(slug=A).update(status=status)
            with self.subTest(status=status):
                assert (registry.school_for_host(host_of(A)) is not None) == (status in seen)
                assert (registry.school_for_schema("s_truong_a") is not None) == (status in seen)

    def test_a_school_is_found_by_its_schema(self):
        assert registry.school_for_schema("portal").is_portal
        assert registry.school_for_schema("s_gone") is None

    def test_what_is_handed_out_cannot_be_changed(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            registry.school_for_host(host_of(A)).name = "X"


class TestMemory(SchoolTestCase):
    def setUp(self):
        self.registry = Registry()

    def ask(self, slug: str = A):
        return self.registry.school_for_host(host_of(slug))

    def rename(self, name: str) -> None:
        School.objects.filter(slug=A).update(name=name)

    def test_while_nobody_listens_each_question_asks_the_database(self):
        connection.ensure_connection()
        self.ask()
        with self.assertNumQueries(2):
            self.ask()
            self.ask()
        self.rename("Tên mới")
        assert self.ask().name == "Tên mới"

    def test_while_somebody_listens_questions_cost_nothing(self):
        self.registry.start_listening()
        self.ask()
        with self.assertNumQueries(0):
            assert self.ask().slug == A
            assert self.ask(B).slug == B
            assert self.registry.school_for_host("khong-co.tptdm.localhost") is None
            assert self.registry.school_for_schema("s_truong_b").slug == B

    def test_an_announced_change_is_read_anew(self):
        self.registry.start_listening()
        self.ask()
        self.rename("Tên mới")
        assert self.ask().name == "Trường Tiểu học A"
        self.registry.forget_hosts()
        assert self.ask().name == "Tên mới"

    def test_a_lost_connection_ends_the_trust_in_memory(self):
        self.registry.start_listening()
        self.ask()
        self.registry.stop_listening()
        self.rename("Tên mới")
        assert self.ask().name == "Tên mới"

    def test_listening_again_forgets_what_may_have_been_missed(self):
        self.registry.start_listening()
        self.ask()
        self.registry.stop_listening()
        self.rename("Tên mới")
        self.registry.start_listening()
        assert self.ask().name == "Tên mới"

    def test_what_was_read_before_an_announcement_is_not_kept_after_it(self):
        """The announcement comes between the reading and the keeping."""
        self.registry.start_listening()
        fetch = self.registry._fetch

        def slow_fetch(condition, *parameters):
            rows = fetch(condition, *parameters)
            self.rename("Tên mới")
            self.registry.forget_hosts()
            return rows

        with mock.patch.object(self.registry, "_fetch", slow_fetch):
            assert self.ask().name == "Trường Tiểu học A"
        assert self.ask().name == "Tên mới"

    def test_versions_never_go_back(self):
        self.registry.set_version("s_truong_a", 7)
        self.registry.set_version("s_truong_a", 5)
        assert self.registry.version("s_truong_a") == 7
        # The row still has an older number: it was read before the announcement.
        self.registry.start_listening()
        self.ask()
        assert self.registry.version("s_truong_a") == 7

    def test_a_version_nobody_announced_comes_with_the_school(self):
        announce_content("s_truong_a")
        self.ask()
        before = self.registry.version("s_truong_a")
        announce_content("s_truong_a")
        self.ask()
        assert self.registry.version("s_truong_a") == before + 1

    def test_the_version_asked_for_is_the_current_schools(self):
        for slug, times in ((A, 1), (B, 2)):
            with self.in_school(slug):
                before = current_version()
                for _ in range(times):
                    announce_content(connection.schema_name)
        with self.in_school(B):
            assert current_version() == registry.version("s_truong_b") >= before + 2
            assert current_version() != registry.version("s_truong_a")

    def test_each_thread_of_a_process_hears_of_it(self):
        """The memory is the process's, not the thread's: one announcement is enough."""
        with listening():
            assert registry.school_for_host(host_of(A)).slug == A
            seen = []
            thread = threading.Thread(target=lambda: seen.append(registry.school_for_host(host_of(A)).slug))
            thread.start()
            thread.join()
            assert seen == [A]
