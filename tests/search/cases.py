"""What every engine must answer: the same entries and the same questions for PostgreSQL and for search servers.

`ENTRIES` are written as an app's writer would write them; a `Case` says what must come first, what must be among the
hits (`there`) and what must not (`not_there`), by the entries' names.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from cms.search.contract import Question
from cms.shared.findable import Findable


def _entry(title: str, kind: str = "tin-tuc", **more: Any) -> Findable:
    return Findable(title=title, path="/x/", kind=kind, **more)


ENTRIES: dict[str, Findable] = {
    "tuyen-sinh": _entry(
        "Kế hoạch tuyển sinh lớp 1", summary="Tuyển sinh đầu cấp năm học 2026-2027", date=dt.date(2026, 5, 3)
    ),
    "tuyen-sinh-cu": _entry("Kế hoạch tuyển sinh lớp 1", summary="Năm học 2020-2021", date=dt.date(2020, 5, 3)),
    "roi": _entry(
        "Thông báo", body="Tuyển dụng nhân viên thư viện. Lớp học 1 buổi. Sinh hoạt hè.", date=dt.date(2026, 6, 1)
    ),
    "thong-tu": _entry(
        "Quy chế công khai đối với cơ sở giáo dục", "van-ban", label="36/2017/TT-BGDĐT", date=dt.date(2017, 12, 28)
    ),
    "quyet-dinh": _entry("Phê duyệt kế hoạch", "van-ban", label="36/QĐ-THPH", date=dt.date(2025, 9, 1)),
    "ban-hang": _entry("Bán hàng gây quỹ"),
    "ban-be": _entry("Bạn hàng xóm của em"),
    "khai-giang": _entry("Buổi sáng tháng chín", body="Lễ khai giảng năm học mới diễn ra trong không khí vui tươi."),
    "khai-roi": _entry("Buổi chiều tháng chín", body="Khai mạc hội thao. Cô giáo đang giảng bài."),
    "hoc-phi": _entry("Các khoản thu học phí", "cong-khai", year=2025, grade="5", body="Mức thu học phí của khối 5."),
    "duong": _entry("Đường Đại Lộ Bình Dương", body="Phương án phân luồng giao thông trước cổng trường."),
    "rai-rac": _entry("Báo cáo", body="Đường ống. Đại hội. Lộ trình. Bình chọn. Dương lịch. Sân hẹp. Lớp học."),
    # A weight below zero, as of what is past.
    "thcs": _entry("Trường trung học cơ sở Phú Cường", "truong", weight=-2),
    "english": _entry("Enrolment for grade one", language="en"),
    "script": _entry("Thẻ <script>alert(1)</script> & dấu ngoặc"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what its answer must be."""

    words: str
    first: str = ""
    there: tuple[str, ...] = ()
    not_there: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)

    def question(self) -> Question:
        return Question(words=tuple(self.words.split()), **self.more)


CASES = [
    Case("tuyển sinh", first="tuyen-sinh", there=("tuyen-sinh-cu", "roi")),
    Case("tuyen sinh lop 1", first="tuyen-sinh", there=("tuyen-sinh-cu", "roi")),
    Case("TUYỂN SINH", first="tuyen-sinh"),
    # Letters and marks apart, as Macs send them.
    Case("tuye\u0302\u0309n sinh", first="tuyen-sinh"),
    Case("khai giang", first="khai-giang", there=("khai-roi",)),
    Case("khai giảng", first="khai-giang"),
    Case("bán hàng", first="ban-hang", there=("ban-be",)),
    Case("bạn hàng", first="ban-be", there=("ban-hang",)),
    Case("ban hang", there=("ban-be", "ban-hang")),
    Case("36/2017/TT-BGDĐT", first="thong-tu", not_there=("quyet-dinh",)),
    Case("36/2017/tt-bgddt", first="thong-tu"),
    Case("36/2017", first="thong-tu", not_there=("quyet-dinh",)),
    Case("công khai 36/2017", first="thong-tu"),
    Case("dai lo binh duong", first="duong"),
    Case("Đại lộ Bình Dương", first="duong"),
    # Of more words, what has most of them side by side stands above a text that has all of them somewhere.
    Case("đường đại lộ bình dương hẹp", first="duong", there=("rai-rac",)),
    Case("kế hoạch tuyển sinh cây xanh", first="tuyen-sinh"),
    Case("THCS Phú Cường", first="thcs"),
    Case("lớp một", there=("tuyen-sinh",)),
    Case("", first="khai-giang", not_there=("khai-roi",), more={"phrases": ("khai giảng",)}),
    Case("tuyển sinh", there=("roi",), not_there=("tuyen-sinh",), more={"without": ("kế hoạch",)}),
    Case("học phí", first="hoc-phi", more={"chosen": {"kind": "cong-khai", "year": "2025", "grade": "5"}}),
    Case("học phí", not_there=("hoc-phi",), more={"chosen": {"year": "2024"}}),
    Case("tuyển sinh", first="tuyen-sinh-cu", not_there=("tuyen-sinh",), more={"until": dt.date(2021, 1, 1)}),
    Case("tuyển sinh", first="roi", more={"sort": "newest"}),
    Case("enrolment", not_there=("english",)),
    Case("enrolment", first="english", more={"language": "en"}),
]

# What is typed wrong, and what is then looked for.
MEANT = {
    "tuyen snih": "tuyển sinh",
    "tuyeen sinh": "tuyển sinh",
    "truowngf trung hocj cow sowr": "trường trung học cơ sở",
    "tuyensinh": "tuyển sinh",
    "ke hoch": "kế hoạch",
}
