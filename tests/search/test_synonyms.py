"""Words that mean the same."""

import pytest

from cms.search.synonyms import Run, runs, widened
from cms.shared.models import SearchSynonym
from tests.base import A, SchoolTestCase, current_school


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("THCS", "trung hoc co so"),
        ("Trung học cơ sở", "thcs"),
        ("lớp một", "lop 1"),
        ("lop 1", "lop mot"),
        ("công  khai", "minh bach"),
        ("PGDĐT", "phong giao duc va dao tao"),
        ("CCCD", "can cuoc cong dan"),
        ("khoản thu", "hoc phi"),
    ],
)
def test_what_else_a_word_is_called(typed, other):
    assert other in widened(typed)


@pytest.mark.django_db
def test_a_word_is_no_synonym_of_itself_and_most_have_none():
    assert "thcs" not in widened("THCS")
    assert widened("bàn ghế") == ()


@pytest.mark.django_db
def test_a_short_form_with_several_meanings_leads_one_way_only():
    assert "ho so" in widened("HS")
    assert "hs" not in widened("hồ sơ")


@pytest.mark.django_db
def test_a_query_is_cut_into_the_longest_runs_that_have_other_names():
    found = runs(["Trường", "trung", "học", "cơ", "sở", "Phú", "Cường"])
    assert [(run.start, run.end) for run in found] == [(0, 1), (1, 5), (5, 6), (6, 7)]
    assert "thcs" in found[1].others
    assert runs([]) == []
    assert runs(["xyz"]) == [Run(0, 1, ())]


class TestTheOfficesOwn(SchoolTestCase):
    def others(self, words):
        """As in a new request, which learns first what has changed."""
        current_school(A)
        return widened(words)

    def test_a_line_counts_at_once_and_no_more_when_it_is_deleted(self):
        assert self.others("chị nuôi") == ()
        row = SearchSynonym.objects.create(words="chị nuôi, cấp dưỡng")
        assert self.others("cấp dưỡng") == ("chi nuoi",)
        row.is_one_way = True
        row.save()
        assert self.others("chị nuôi") == ("cap duong",)
        assert self.others("cấp dưỡng") == ()
        row.delete()
        assert self.others("chị nuôi") == ()

    def test_a_second_question_asks_the_database_nothing(self):
        runs(["a"])
        with self.assertNumQueries(0):
            runs(["a"])
