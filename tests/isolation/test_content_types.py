"""Content types have other ids in other schools; Django remembers them once per process."""

import threading
from unittest import mock

import pytest
from django.contrib.contenttypes.models import ContentType
from django_tenants.utils import schema_context

from tests.base import A, B, SchoolTestCase, ScratchTestCase, in_school, run_together

IDS = {A: 9001, B: 9002}


def file_a_type_under_different_ids() -> None:
    for slug, pk in IDS.items():
        with in_school(slug):
            ContentType.objects.create(pk=pk, app_label="only_here", model="thing")


def ids_seen() -> dict[str, list[int]]:
    """Ask twice: from the table, then from memory."""
    seen = {}
    for slug in (A, B):
        with in_school(slug):
            seen[slug] = [ContentType.objects.get_by_natural_key("only_here", "thing").pk for _ in range(2)]
    return seen


class TestOneThread(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        file_a_type_under_different_ids()

    def test_each_school_has_its_own_ids(self):
        for _ in range(2):
            assert ids_seen() == {A: [9001, 9001], B: [9002, 9002]}

    def test_an_id_of_another_school_is_unknown(self):
        ids_seen()
        with self.in_school(A), pytest.raises(ContentType.DoesNotExist):
            ContentType.objects.get_for_id(9002)

    def test_switching_schools_forgets_nothing(self):
        ids_seen()
        with self.assertNumQueries(0), schema_context("s_truong_b"):
            assert ContentType.objects.get_by_natural_key("only_here", "thing").pk == 9002

    def test_clearing_outside_a_switch_forgets_all_schools(self):
        ids_seen()
        ContentType.objects.clear_cache()
        with self.in_school(B), self.assertNumQueries(2):  # search path and table
            ContentType.objects.get_by_natural_key("only_here", "thing")


class TestThreads(ScratchTestCase):
    def setUp(self):
        file_a_type_under_different_ids()

    def test_threads_of_two_schools_never_see_each_others_ids(self):
        wrong: list[tuple[str, int]] = []
        barrier = threading.Barrier(4)

        def ask(slug: str) -> None:
            for _ in range(50):
                barrier.wait(10)
                with in_school(slug):
                    pk = ContentType.objects.get_by_natural_key("only_here", "thing").pk
                    if pk != IDS[slug]:
                        wrong.append((slug, pk))

        run_together(*[lambda slug=slug: ask(slug) for slug in (A, B, A, B)])
        assert wrong == []

    def ids_of_two_interleaved_threads(self) -> dict[str, int]:
        """B enters its school, then A fills the memory, then B asks it."""
        found = {}
        b_is_in, a_has_asked, b_has_asked = threading.Event(), threading.Event(), threading.Event()

        def of_a() -> None:
            with in_school(A):
                b_is_in.wait(10)
                found[A] = ContentType.objects.get_by_natural_key("only_here", "thing").pk
                a_has_asked.set()
                # Leaving its school would empty the memory again.
                b_has_asked.wait(10)

        def of_b() -> None:
            with in_school(B):
                b_is_in.set()
                a_has_asked.wait(10)
                found[B] = ContentType.objects.get_by_natural_key("only_here", "thing").pk
                b_has_asked.set()

        run_together(of_a, of_b)
        return found

    def test_what_one_thread_remembers_is_not_told_to_another_school(self):
        assert self.ids_of_two_interleaved_threads() == IDS

    def test_control_with_djangos_own_dictionary_b_gets_the_id_of_a(self):
        with mock.patch.object(ContentType.objects, "_cache", {}):
            assert self.ids_of_two_interleaved_threads() == {A: 9001, B: 9001}
