"""What counts as personal data, and what does not."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.core.personal_data import Own, find
from cms.core.personal_data.matches import Kind, Match, excerpt, without_overlaps
from cms.core.personal_data.numbers import is_id_number

OWN = Own(
    phones=("0274 3822 101",),
    emails=("th.phuhoa@gmail.com",),
    addresses=("Số 12, đường Lê Hồng Phong, phường Phú Hòa",),
)


def kinds(text: str, context: str = "") -> list[str]:
    return [match.kind.value for match in find(text, OWN, context)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Em Nguyễn Văn An, lớp 3A, đạt giải nhất.", ["pupil"]),
        ("Nguyễn Văn An (3A)", ["pupil"]),
        ("Giải nhất: Nguyễn Văn An – 5A1", ["pupil"]),
        ("Lớp 3A: Nguyễn Văn An, Trần Thị Bình", ["pupil", "pupil"]),
        ("học sinh Trần Minh Khôi – lớp 5/2", ["pupil"]),
        ("TRẦN MINH KHÔI lớp 5/2", ["pupil"]),
        ("Bé Lê Ngọc Hân lớp Lá 2 hát rất hay", ["pupil"]),
        ("Cháu Phạm Gia Huy, sinh ngày 12/03/2018", ["pupil"]),
        ("Họ tên | Ngày sinh\nTrần Gia Bảo | 12/03/2018\nLê Thị Cúc | 01/02/2018", ["pupil", "pupil"]),
        ("CCCD 079203012345 của phụ huynh", ["id_number"]),
        ("Số định danh: 074 192 001 234", ["id_number"]),
        ("CMND số 280123456", ["id_number"]),
        ("Số tài khoản: 1023456789 Vietcombank", ["bank_account"]),
        ("STK 0441 000 123 456 (mẹ em Lan)", ["bank_account"]),
        ("Gọi cô Hoa 0912 345 678", ["phone"]),
        ("Zalo: 0912.345.678", ["phone"]),
        ("+84 912 345 678", ["phone"]),
        ("Gửi về hoa.nguyen@gmail.com", ["email"]),
        ("Nhà em Lan ở số 12/3 đường Hoàng Hoa Thám, phường Phú Hòa", ["address"]),
        ("Gia đình ở số nhà 45 Yersin", ["address"]),
        ("Em trú tại tổ 3, khu phố 2, phường Phú Lợi", ["address"]),
    ],
)
def test_is_found(text: str, expected: list[str]):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Cô Nguyễn Thị Hoa, giáo viên chủ nhiệm lớp 3A",
        "Thầy Nguyễn Văn Bình chúc mừng lớp 3A",
        "Hiệu trưởng Trần Minh Khôi dự giờ lớp 5/2",
        "Trường Tiểu học Nguyễn Trãi, lớp 3A đoạt cờ thi đua",
        "Đại hội Liên đội Kim Đồng, lớp 4B diễn văn nghệ",
        "Học sinh lớp 3A trồng cây.",
        "Em An, lớp 3A, đạt giải nhất.",
        "Nhà thơ Tố Hữu sinh ngày 04/10/1920",
        "Kinh phí 123.456.789.012 đồng",
        "Mã hồ sơ 999912345678",
        "Số: 123/KH-THPH ngày 20/11/2026",
        "Lúc 7 giờ 30 ngày 20/11/2026",
        "Từ năm học 2025-2026 đến 2027-2028",
        "Nhà trường có 1.250 học sinh, 32 lớp, 45 giáo viên",
        "Điện thoại nhà trường: 0274 3822 101",
        "Tổng đài bảo vệ trẻ em 111, tư vấn 1900 1234",
        "Thư điện tử: th.phuhoa@gmail.com, phuhoa@tptdm.edu.vn, so@hcm.gov.vn",
        "Nhà trường ở số 12, đường Lê Hồng Phong, phường Phú Hòa",
        "Lễ hội tại số 5 đường Quang Trung",
        "Thi lúc 8 giờ tại phòng 3A",
        "Khổ giấy 3A, cỡ chữ 14",
        "",
        "\n\n | | \n",
    ],
)
def test_is_left_alone(text: str):
    assert kinds(text) == []


def test_a_list_of_names_below_a_heading_about_pupils_is_found_and_one_of_staff_is_not():
    names = "1. Nguyễn Văn An\n2. Trần Thị Bình\n3. Lê Minh Châu"
    assert kinds(names, "Danh sách học sinh được khen") == ["pupil"] * 3
    assert kinds(names, "Danh sách giáo viên dạy giỏi") == []
    assert kinds(names, "Tổ văn phòng") == []


def test_letters_typed_apart_from_their_tones_are_the_same():
    import unicodedata

    assert kinds(unicodedata.normalize("NFD", "Em Nguyễn Văn An, lớp 3A")) == ["pupil"]


def test_a_kind_that_a_page_shows_on_purpose_is_left_out():
    assert list(find("0912 345 678", expected={"phone"})) == []


def test_an_identity_number_has_a_province_a_century_and_a_year_that_has_been():
    today = dt.date(2026, 11, 22)
    assert is_id_number("079203012345", today)
    assert not is_id_number("079227012345", today)  # born 2027
    assert not is_id_number("003203012345", today)  # no such province
    assert not is_id_number("079903012345", today)
    assert not is_id_number("07920301234", today)


def test_the_same_data_typed_differently_has_one_value():
    first, second = (next(iter(find(text))) for text in ("0912 345 678", "Gọi +84912.345.678 nhé"))
    assert first.value == second.value


def test_an_excerpt_is_short_and_on_one_line():
    text = "a" * 100 + "\n0912 345 678\n" + "b" * 100
    found = next(iter(find(text)))
    words = excerpt(text, found)
    assert "0912 345 678" in words
    assert len(words) < 70
    assert "\n" not in words


def test_of_two_that_overlap_one_stays():
    one, other = Match(Kind.ID_NUMBER, 0, 12, "a"), Match(Kind.PHONE, 2, 12, "b")
    assert list(without_overlaps([one, other])) == [one]


VIETNAMESE = st.text(
    alphabet=st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÀÁẢẠNTLPĐHệễộ 0123456789.,/|()-\n\u0301@:+")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), VIETNAMESE))
def test_no_text_breaks_it_and_every_finding_lies_in_the_text(text: str):
    import unicodedata

    length = len(unicodedata.normalize("NFC", text))
    for match in find(text, OWN, context=text):
        assert 0 <= match.start < match.end <= length
        assert match.value
