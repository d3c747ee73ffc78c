"""Vietnamese without its marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.search.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Sách", "duong sach"),
        ("Trường Tiểu học Phú Hòa", "truong tieu hoc phu hoa"),
        ("Tru\u031bo\u031b\u0300ng", "truong"),
        ("", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ "))
@settings(max_examples=100, deadline=None)
def test_folded_vietnamese_is_plain_ascii_and_folding_again_changes_nothing(text):
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text)
