"""Topics, deadlines and the annual report: compared and corrected at the portal like the labels of the forms."""

import datetime as dt

from cms.disclosures import services
from cms.disclosures.annual_report.composing import shape
from cms.disclosures.labels import book
from cms.disclosures.labels.general import general_items
from cms.disclosures.models import Disclosure
from cms.disclosures.obligations.reading import standings
from cms.disclosures.obligations.tasks import reckon_deadlines
from cms.disclosures.regulation import LEVELS_OF_KIND, Source, regulations
from cms.shared.models import DisclosureDuty, LabelDecision
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school
from tests.cms.disclosures.filling import filled, publish

SCREEN = "/quan-tri/nhan-bieu-mau/tt36/chung/"
JUNE = f"{SCREEN}ngay/web-june/"
GAZETTE = "Công báo số 145+146 ngày 10/02/2018, trang 4"
NOT_COMPARED = "chưa đối chiếu"
YEAR = 2022


class TestGeneralLabels(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for slug in (A, B):
            with in_school(slug):
                School.objects.filter(slug=slug).update(kind="primary")
                school = School.objects.get(slug=slug)
                services.open_set(school, YEAR)
                row = Disclosure.objects.select_related("set").get(set__year=YEAR, form_code="bm06")
                publish(row, filled(row.form, set(LEVELS_OF_KIND["primary"])))
                reckon_deadlines.call()
        with in_school(PORTAL):
            cls.supervisor = factories.approver(first_name="Lan", last_name="Nguyễn Thị")

    def setUp(self):
        book.forget()
        self.portal = self.client_for(PORTAL, self.supervisor)

    def correct(self, label: str, path: str, first_year: int = 2017):
        return self.portal.post(path, {"label": label, "first_year": first_year, "seen_in": GAZETTE})

    def duty(self, slug: str = A) -> DisclosureDuty:
        return DisclosureDuty.objects.get(school__slug=slug, year=YEAR, code="bm06")

    def test_the_screen_holds_everything_from_memory_that_belongs_to_no_form(self):
        page = self.portal.get(SCREEN).content.decode()
        regulation = regulations()["tt36"]
        from_memory = [one for one in general_items(regulation) if one.source == Source.MEMORY]
        assert page.count(NOT_COMPARED) >= len(from_memory) > len(regulation.deadlines) + len(regulation.topics)
        for title in regulation.topics.values():
            assert title in page
        assert "30/06" in page
        assert "Chủ đề, thời hạn, báo cáo thường niên" in self.portal.get("/quan-tri/nhan-bieu-mau/").content.decode()

    def test_a_confirmed_day_is_no_longer_called_not_compared(self):
        with in_school(B):
            clerk = self.client_for(B, factories.editor())
        deadlines = "/quan-tri/han-cong-khai/"
        days = [f"ngay/{row.code}" for row in regulations()["tt36"].deadlines.values() if row.due]
        assert all(not one.duty.is_compared for one in self.duties())
        assert self.portal.post(SCREEN, {"nhan": days, "seen_in": GAZETTE}).status_code == 302
        assert all(one.duty.is_compared for one in self.duties())
        assert clerk.get(deadlines).status_code == 200
        log = self.portal.get(JUNE).content.decode()
        assert GAZETTE in log
        assert "Nguyễn Thị Lan" in log

    def duties(self):
        with in_school(A):
            school = School.objects.get(slug=A)
            return [one for one in standings(school) if one.duty.year == YEAR]

    def test_a_corrected_day_counts_at_every_school(self):
        assert self.duty().due == dt.date(2023, 6, 30)
        assert self.correct("15/7", JUNE).status_code == 302
        for slug in (A, B):
            with in_school(slug):
                reckon_deadlines.call()
            assert self.duty(slug).due == dt.date(2023, 7, 15)
        board = self.portal.get(f"/quan-tri/bang-cong-khai/?nam={YEAR}").content.decode()
        assert "15/07/2023" in board
        (told,) = LabelDecision.objects.all()
        assert (told.was, told.label) == ("30/06", "15/07")
        self.portal.post(JUNE, {"viec": "bo", "first_year": 2017, "why": "Đọc nhầm trang"})
        assert {one.duty.due for one in self.duties() if one.duty.code == "bm06"} == {dt.date(2023, 6, 30)}

    def test_a_day_holds_from_a_school_year_on(self):
        self.correct("15/07", JUNE, first_year=2023)
        assert {one.duty.due for one in self.duties() if one.duty.code == "bm06"} == {dt.date(2023, 6, 30)}

    def test_what_is_no_day_of_every_year_is_refused_and_stays_typed(self):
        for wrong in ("30/02", "29/02", "tháng 6", "6", "30/06"):
            again = self.correct(wrong, JUNE)
            assert again.status_code == 200
            assert f'value="{wrong}"' in again.content.decode() or "tối đa" in again.content.decode()
        assert not LabelDecision.objects.exists()

    def test_topics_and_sections_of_the_report_read_as_corrected(self):
        self.correct("Chất lượng dạy và học thực tế", f"{SCREEN}chu-de/chat-luong/")
        for slug in (A, B):
            page = self.client_for(slug).get(f"/cong-khai/{YEAR}-{YEAR + 1}/").content.decode()
            assert "Chất lượng dạy và học thực tế" in page
        self.correct("Cơ sở vật chất, thiết bị", "/quan-tri/nhan-bieu-mau/tt09/chung/muc/III/", first_year=2025)
        book.forget()
        assert [next(one.title for one in shape(year).sections if one.number == "III") for year in (2024, 2025)] == [
            "Cơ sở vật chất",
            "Cơ sở vật chất, thiết bị",
        ]
