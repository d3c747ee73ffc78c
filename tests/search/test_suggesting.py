"""What is suggested while somebody types."""

import pytest

from cms.search.engines import suggesting
from cms.search.words import count_words
from cms.shared import search_index
from cms.shared.findable import Findable
from cms.shared.models import SearchEntry, SearchWords
from tests.base import SchoolTestCase

TITLES = [
    ("Thực đơn tuần 02/11 – 08/11/2026", 4),
    ("Thực đơn tuần 09/11 – 15/11/2026", 4),
    ("Thực đơn tháng 11: thêm món nóng, thêm rau quả đúng mùa cho bé", 2),
    ("Kế hoạch giáo dục, năm học 2024-2025", 8),
    ("Kế hoạch giáo dục, năm học 2025-2026", 8),
    ("Báo cáo thường niên năm 2025", 13),
    ("Tuyển sinh lớp 6: những điều phụ huynh cần biết trước khi nộp hồ sơ", 1),
]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ke hoach", ["Kế hoạch giáo dục"]),
        ("thuc don", ["Thực đơn"]),
        ("thuc don tu", ["Thực đơn tuần"]),
        # One alone is no series.
        ("bao cao", ["Báo cáo thường niên năm 2025"]),
        ("tuyen sinh", ["Tuyển sinh lớp 6"]),
        ("ke hoach giao duc nam", ["Kế hoạch giáo dục, năm học 2024-2025", "Kế hoạch giáo dục, năm học 2025-2026"]),
    ],
)
def test_of_a_series_and_of_a_long_title_what_people_would_type(typed, offered):
    titles = [row for row in TITLES if suggesting.fold(suggesting.plain(row[0])).startswith(typed)]
    assert suggesting.offered(titles, typed, 8, everywhere=False) == offered


class TestWords(SchoolTestCase):
    def test_words_are_whole_and_of_several_entries(self):
        rows = ("Công khai tài chính", "Về công khai tài chính", "Mời dự họp. Công khai tài chính: quý 4")
        SearchEntry.objects.all().delete()
        found = {place: [Findable(title=title, path="/x/", kind="tin-tuc")] for place, title in enumerate(rows)}
        search_index.write(self.school.pk, "case.words", found)
        count_words()
        assert suggesting.offered([], "cong khai", 8, everywhere=True) == ["công khai tài chính"]
        assert suggesting.offered([], "cong khai", 8, everywhere=False) == []
        # For what was probably meant they are known all the same.
        assert SearchWords.objects.get(folded="khai tai").entries == 3
