"""Words looked for in vain: from the third visitor on, and nothing that says who."""

import datetime as dt

import pytest
from django.test import Client

from cms.search import fruitless
from cms.shared.models import FruitlessSearch
from tests.base import PORTAL, A, B, SchoolTestCase, host_of


@pytest.mark.parametrize(
    "text",
    [
        "nguyễn văn an",
        "Nguyen Van An",
        "kết quả của Trần Thị Bình",
        "học sinh le thi hoa",
        "0912345678",
        "079123456789",
        "a@b.vn",
        "lớp 4A",
        "mã HS-7F3K",
        "x" * 101,
        " ",
        "<script>",
        "một hai ba bốn năm sáu bảy tám chín",
    ],
)
def test_what_may_be_about_somebody_is_not_kept(text):
    assert fruitless.keepable(text) == ""


@pytest.mark.parametrize("text", ["lịch nghỉ Tết", "trường học bơi", "xe đưa đón", "tham quan", "LỄ KHAI GIẢNG"])
def test_plain_words_are_kept_without_accents(text):
    assert fruitless.keepable(text)


# Like no word that there is, so that nothing else can be meant.
NOWHERE = "zqwx"


class TestReport(SchoolTestCase):
    def ask(self, query: str, *visitors: str, slug: str = A) -> None:
        for visitor in visitors:
            answer = Client(headers={"host": host_of(slug)}).get("/tim-kiem/", {"q": query}, REMOTE_ADDR=visitor)
            assert answer.status_code == 200

    def kept(self) -> list[tuple[str, int]]:
        return list(FruitlessSearch.objects.order_by("words").values_list("words", "searches"))

    def test_words_are_kept_from_the_third_visitor_on(self):
        self.ask("xe buýt lượn", "10.0.0.1", "10.0.0.1", "10.0.0.2")
        assert self.kept() == []
        self.ask("Xe buyt luon", "10.0.0.3")
        assert self.kept() == [("xe buyt luon", 3)]
        self.ask("xe buýt lượn", "10.0.0.3", "10.0.0.4")
        assert self.kept() == [("xe buyt luon", 4)]

    def test_names_and_numbers_never(self):
        for query in ("Nguyễn Văn Zét", "0912345678"):
            self.ask(query, *(f"10.0.0.{n}" for n in range(5)))
        assert self.kept() == []

    def test_one_visitor_counts_so_many_words_a_day_and_no_more(self):
        for number in range(fruitless.OF_ONE_VISITOR + 1):
            self.ask(NOWHERE + "qz" * number, "10.0.0.9")
        self.ask(NOWHERE + "qz" * fruitless.OF_ONE_VISITOR, "10.0.0.1", "10.0.0.2")
        assert self.kept() == []

    def test_old_and_rare_rows_are_deleted(self):
        month = dt.date(2026, 11, 1)
        FruitlessSearch.objects.create(month=dt.date(2025, 10, 1), words="cũ", searches=9)
        FruitlessSearch.objects.create(month=dt.date(2025, 11, 1), words="một năm", searches=3)
        FruitlessSearch.objects.bulk_create(
            FruitlessSearch(month=month, words=f"từ {n}", searches=n) for n in range(fruitless.OF_A_MONTH + 2)
        )
        assert fruitless.clean_up(dt.date(2026, 11, 22)) == 3
        assert FruitlessSearch.objects.filter(month=month).count() == fruitless.OF_A_MONTH
        assert not FruitlessSearch.objects.filter(words__in=["cũ", "từ 0", "từ 1"]).exists()


class TestScreens(SchoolTestCase):
    slug = PORTAL

    @classmethod
    def setUpTestData(cls):
        from tests import factories

        cls.approver = factories.approver()
        cls.editor = factories.editor()

    def test_the_office_sees_the_report_and_adds_words(self):
        FruitlessSearch.objects.create(month=dt.date(2026, 11, 1), words="xe buyt", searches=7)
        client = self.client_for(PORTAL, self.approver)
        assert "xe buyt" in client.get("/quan-tri/tim-khong-thay/").content.decode()
        answer = client.post("/quan-tri/tu-dong-nghia/new/", {"words": "một từ"})
        assert "hai đến mười" in answer.content.decode()
        assert client.post("/quan-tri/tu-dong-nghia/new/", {"words": "xe buýt, xe đưa rước"}).status_code == 302
        data = {"words": "xe buýt", "title": "Xe", "url": "/xe/", "in_schools": "on"}
        assert "địa chỉ đầy đủ" in client.post("/quan-tri/ket-qua-gioi-thieu/new/", data).content.decode()

    def test_editors_and_schools_do_not(self):
        assert self.client_for(PORTAL, self.editor).get("/quan-tri/tim-khong-thay/").status_code in (302, 403)
        assert self.client_for(B).get("/quan-tri/tim-khong-thay/").status_code == 404
