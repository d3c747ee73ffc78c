"""What could read better in a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.editing.checks.html import read
from cms.editing.checks.prose import capitals, drawn_with_spaces, fake_lists, heading_problem, link_problem, prose


def codes(html: str) -> list[str]:
    return [code for code, _excerpt in prose(read(html))]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("THÔNG BÁO VỀ VIỆC NGHỈ HỌC", ["THÔNG BÁO VỀ VIỆC NGHỈ HỌC"]),
        ("Nhà trường THÔNG BÁO nghỉ", ["THÔNG BÁO"]),
        ("UBND phường và THCS Phú Hòa", []),
        ("Sở GDĐT TP HCM, UBND, HĐND", []),
        ("Trường THCS A, lớp 9A", []),
        ("Chương trình STEM", []),
        ("Ngày hội đọc sách", []),
    ],
)
def test_capitals(text: str, runs: list[str]):
    assert list(capitals(text)) == runs


@pytest.mark.parametrize("words", ["tại đây", "Xem thêm...", "XEM CHI TIẾT", "link", "» tại đây"])
def test_a_link_that_does_not_say_where_it_leads(words: str):
    assert link_problem(words) == "link_vague"


def test_other_words_of_links():
    assert link_problem("https://moet.gov.vn/tin") == "link_bare"
    assert link_problem("  ") == "link_empty"
    assert link_problem("Kế hoạch tuyển sinh 2026") == ""


def test_lists_drawn_by_hand():
    assert fake_lists("Gồm:\n- Sách\n- Vở") == 2
    assert fake_lists("Gồm:\n+ Sách\n+ Vở\n+ Bút") == 3
    assert fake_lists("Giá - 10 nghìn\n- một dòng") == 0
    assert codes("<p>Gồm:</p><p>- Sách</p><p>– Vở</p>") == ["fake_list"]
    assert codes("<ul><li>Sách</li><li>Vở</li></ul>") == []


def test_columns_drawn_with_spaces_or_tabs():
    assert drawn_with_spaces("Thứ Hai\tToán")
    assert drawn_with_spaces("Thứ Hai     Toán")
    assert not drawn_with_spaces("Thứ Hai  Toán")
    assert not drawn_with_spaces("Bình thường.")


def test_headings():
    assert heading_problem([2, 3, 3, 2, 3]) is None
    assert heading_problem([3, 2]) == 0
    assert heading_problem([2, 4]) == 1
    assert heading_problem([]) is None


def test_paragraphs():
    assert codes("<p></p>") == ["empty"]
    assert codes("<p> </p>") == ["empty"]
    assert "long_paragraph" in codes(f"<p>{'chữ ' * 300}</p>")
    assert "empty_line" in codes("<p>Một.</p><p></p><p>Hai.</p>")
    assert codes('<p>Một câu với <a href="/tin-tuc/">tin tức của trường</a>.</p>') == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str):
    list(prose(read(text)))
    list(prose(read(f"<p><a href='x'>{text}</a></p>")))
