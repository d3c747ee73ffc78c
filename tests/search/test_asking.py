"""What is typed and chosen becomes a question, whatever it is."""

import datetime as dt

import pytest
from django.http import QueryDict

from cms.search.asking import MAX_LENGTH, MAX_WORDS, asked
from cms.search.contract import MAX_PAGE


def ask(query="", **chosen):
    data = QueryDict(mutable=True)
    data.update({"q": query, **chosen})
    return asked(data)


@pytest.mark.parametrize(
    ("typed", "words", "phrases", "without"),
    [
        ("công khai tài chính", ("công", "khai", "tài", "chính"), (), ()),
        ('"công khai" 2026', ("2026",), ("công khai",), ()),
        ("“tài chính” -dự -“kế hoạch năm”", (), ("tài chính",), ("dự", "kế hoạch năm")),
        ("lịch - thi", ("lịch", "thi"), (), ()),
        ("36/2017/TT-BGDĐT, Thông-tư", ("36/2017/TT-BGDĐT", "Thông-tư"), (), ()),
        ('"thư', ("thư",), (), ()),
        ('"thư"', ("thư",), (), ()),
        ("thư thư thư", ("thư",), (), ()),
        ("🎉 🎉 ** () && || !", (), (), ()),
        ("a\x00b\tc\x1fd", ("a", "b", "c", "d"), (), ()),
        ("Tru\u031bo\u031b\u0300ng", ("Trường",), (), ()),
        ("", (), (), ()),
    ],
)
def test_words_phrases_and_what_must_not_be_there(typed, words, phrases, without):
    question = ask(typed).question
    assert (question.words, question.phrases, question.without) == (words, phrases, without)


def test_ten_kilobytes_are_cut_and_it_is_said():
    found = ask("từ khóa " * 1280)
    assert found.is_cut
    assert len(found.text) <= MAX_LENGTH
    assert len(ask(" ".join(map(str, range(50)))).question.words) == MAX_WORDS


def test_days_are_read_as_people_write_them():
    for text in ("2026-09-05", "05/09/2026", "5/9/2026", "5-9-2026"):
        assert ask(tu=text).question.since == dt.date(2026, 9, 5)


def test_a_day_that_does_not_exist_is_named_and_left_out():
    found = ask("x", tu="31/02/2026", den="2026-01-01")
    assert "31/02/2026" in found.errors["tu"]
    assert found.question.since is None
    assert found.question.until == dt.date(2026, 1, 1)
    assert found.since == "31/02/2026"
    assert found.until == "2026-01-01"


def test_days_in_the_wrong_order_are_named():
    assert "tu" in ask(tu="2026-02-01", den="2026-01-01").errors


def test_pages_stay_within_bounds():
    for text, page in (("2", 2), ("0", 1), ("-1", 1), ("99999999999999999999", 1), ("9999", MAX_PAGE), ("²", 1)):
        assert ask(trang=text).question.page == page


def test_a_school_searches_itself_and_knows_no_other():
    data = QueryDict("q=a&truong=b&phuong=c&nam=2026")
    assert dict(asked(data, school_id=7).question.chosen) == {"year": "2026"}
    assert dict(asked(data).question.chosen) == {"school": "b", "ward": "c", "year": "2026"}


def test_addresses_keep_what_was_asked_and_begin_at_the_first_page():
    found = ask("học phí", loai="news", tu="2026-01-01", trang="3", **{"sap-xep": "moi-nhat"})
    assert found.query() == "q=h%E1%BB%8Dc+ph%C3%AD&loai=news&tu=2026-01-01&sap-xep=moi-nhat"
    assert found.query(trang=4).endswith("&trang=4")
    assert "loai" not in found.query(loai="")
