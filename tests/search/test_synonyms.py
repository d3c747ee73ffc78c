"""Words that mean the same."""

import pytest

from cms.search.synonyms import Run, runs, widened


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


def test_a_word_is_no_synonym_of_itself_and_most_have_none():
    assert "thcs" not in widened("THCS")
    assert widened("bàn ghế") == ()


def test_a_short_form_with_several_meanings_leads_one_way_only():
    assert "ho so" in widened("HS")
    assert "hs" not in widened("hồ sơ")


def test_a_query_is_cut_into_the_longest_runs_that_have_other_names():
    found = runs(["Trường", "trung", "học", "cơ", "sở", "Phú", "Cường"])
    assert [(run.start, run.end) for run in found] == [(0, 1), (1, 5), (5, 6), (6, 7)]
    assert "thcs" in found[1].others
    assert runs([]) == []
    assert runs(["xyz"]) == [Run(0, 1, ())]
