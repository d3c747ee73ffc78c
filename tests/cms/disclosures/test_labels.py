"""Labels of the forms: compared and corrected at the portal, read at every school."""

import pytest

from cms.disclosures import services
from cms.disclosures.labels import book
from cms.disclosures.labels.general import general_items
from cms.disclosures.labels.items import items
from cms.disclosures.models import Disclosure
from cms.disclosures.regulation import LEVELS_OF_KIND, Source, regulations
from cms.search.contract import Question
from cms.search.engines.postgres import PostgresEngine
from cms.shared.models import LabelDecision
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks
from tests.cms.disclosures.filling import filled, publish

SCREEN = "/quan-tri/nhan-bieu-mau/"
FORM = f"{SCREEN}tt36/bm06/"
ROW = f"{FORM}dong/bm06.I/"
OLD, NEW = "Tổng số học sinh", "Tổng số học sinh toàn trường"
GAZETTE = "Công báo số 145+146 ngày 10/02/2018, trang 21"


class TestLabels(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for slug in (A, B):
            with in_school(slug):
                school = School.objects.get(slug=slug)
                School.objects.filter(pk=school.pk).update(kind="primary")
                school.refresh_from_db()
                for year in (2021, 2022):
                    services.open_set(school, year)
                    row = Disclosure.objects.select_related("set").get(set__year=year, form_code="bm06")
                    publish(row, filled(row.form, set(LEVELS_OF_KIND["primary"])))
        with in_school(PORTAL):
            cls.supervisor = factories.approver(first_name="Lan", last_name="Nguyễn Thị")

    def setUp(self):
        book.forget()
        self.portal = self.client_for(PORTAL, self.supervisor)

    def correct(self, label: str = NEW, first_year: int = 2017, path: str = ROW):
        return self.portal.post(path, {"label": label, "first_year": first_year, "seen_in": GAZETTE})

    def page(self, path: str, slug: str = A) -> str:
        response = self.client_for(slug).get(path)
        assert response.status_code == 200
        return response.content.decode()

    def test_the_screen_says_which_labels_nobody_has_compared(self):
        page = self.portal.get(SCREEN).content.decode()
        assert "Biểu mẫu 06" in page
        form = self.portal.get(f"{SCREEN}tt36/bm04/").content.decode()
        labels = sum(1 + len(part.rows) + len(part.columns) for part in regulations()["tt36"].forms["bm04"].parts)
        assert form.count("chưa đối chiếu") >= labels

    def test_what_is_ticked_is_confirmed_with_who_when_and_where(self):
        again = self.portal.post(FORM, {"nhan": ["dong/bm06.I"], "seen_in": ""})
        assert again.status_code == 200
        assert 'value="dong/bm06.I" checked' in again.content.decode()
        assert self.portal.post(FORM, {"seen_in": GAZETTE}).status_code == 200
        assert not LabelDecision.objects.exists()
        rows = regulations()["tt36"].forms["bm06"].rows.values()
        memory = [f"dong/{row.code}" for row in rows if row.source == Source.MEMORY]
        before = self.portal.get(FORM).content.decode().count("chưa đối chiếu")
        self.portal.post(FORM, {"nhan": ["dong/bm06.I", *memory[:2]], "seen_in": GAZETTE})
        assert self.portal.get(FORM).content.decode().count("chưa đối chiếu") == before - 2
        log = self.portal.get(ROW).content.decode()
        assert "Đã đối chiếu, đúng" in log
        assert GAZETTE in log
        assert "Nguyễn Thị Lan" in log

    def test_a_corrected_label_shows_at_every_school_where_people_read_and_enter(self):
        address = "/cong-khai/2022-2023/bm06/"
        for slug in (A, B):
            assert NEW not in self.page(address, slug)
        assert self.correct().status_code == 302
        for slug in (A, B):
            assert NEW in self.page(address, slug)
            assert NEW in self.page(f"{address}phien-ban/1/csv/", slug)
            with in_school(slug):
                entering = self.client_for(slug, factories.editor())
                row = Disclosure.objects.get(set__year=2022, form_code="bm06")
            assert NEW in entering.get(f"/quan-tri/cong-khai/{row.pk}/").content.decode()
        (told,) = LabelDecision.objects.all()
        assert (told.was, told.label, told.decided_by_id) == (OLD, NEW, self.supervisor.pk)

    def test_forms_are_found_by_a_corrected_label(self):
        run_tasks()
        asked = Question(phrases=(NEW,))
        assert not PostgresEngine().search(asked).hits
        self.correct()
        run_tasks()
        assert {hit.school for hit in PostgresEngine().search(asked).hits} == {
            School.objects.get(slug=slug).name for slug in (A, B)
        }

    def test_a_label_may_change_from_a_school_year_on(self):
        self.correct(first_year=2022)
        assert NEW not in self.page("/cong-khai/2021-2022/bm06/")
        assert NEW in self.page("/cong-khai/2022-2023/bm06/")
        assert "từ 2022-2023" in self.portal.get(FORM).content.decode()

    def test_a_version_that_was_replaced_keeps_the_label_of_its_time(self):
        row = Disclosure.objects.select_related("set").get(set__year=2022, form_code="bm06")
        data = filled(row.form, set(LEVELS_OF_KIND["primary"]), first=5_001)
        publish(row, data, number=2, reason="Đếm thiếu một lớp")
        self.correct()
        address = "/cong-khai/2022-2023/bm06/"
        assert NEW in self.page(address)
        assert NEW not in self.page(f"{address}phien-ban/1/")
        files = [self.client.get(f"{address}phien-ban/{number}/json/") for number in (1, 2)]
        assert [NEW in file.content.decode() for file in files] == [False, True]
        assert ["immutable" in file.get("Cache-Control", "") for file in files] == [True, False]
        publish(row, data, number=3, reason="Ghi nhầm")
        assert NEW in self.page(f"{address}phien-ban/2/")

    def test_a_verdict_is_taken_back_and_the_log_keeps_all_of_it(self):
        self.correct()
        refused = self.portal.post(ROW, {"viec": "bo", "first_year": 2019, "why": "nhầm"})
        assert "Không có kết luận nào" in refused.content.decode()
        self.portal.post(ROW, {"viec": "bo", "first_year": 2017, "why": "Đọc nhầm trang"})
        assert NEW not in self.page("/cong-khai/2022-2023/bm06/")
        log = self.portal.get(ROW).content.decode()
        assert log.count(NEW) >= 2
        assert "Đọc nhầm trang" in log

    def test_headings_parts_and_titles_are_labels_too(self):
        first = regulations()["tt36"].forms["bm06"].parts[0].columns[1]
        self.correct("Tên mới của biểu mẫu", path=f"{FORM}ten/bm06/")
        self.correct("Khối lớp", path=f"{FORM}nhom/bang:{first.code}/")
        self.correct("Khối 1", path=f"{FORM}cot/bang:{first.code}/")
        page = self.page("/cong-khai/2022-2023/bm06/")
        assert "Tên mới của biểu mẫu" in page
        assert "Khối lớp" in page
        assert "Khối 1" in page

    def test_a_heading_of_one_row_is_corrected_where_the_table_shows_it(self):
        row = next(row for row in regulations()["tt36"].forms["bm07"].rows.values() if row.heading)
        ((column, old),) = row.heading.items()
        self.correct("Diện tích bình quân (m2)", path=f"{SCREEN}tt36/bm07/tieu-de/{row.code}:{column}/")
        form = book.book().regulation("tt36", 2022).forms["bm07"]
        assert form.rows[row.code].heading == {column: "Diện tích bình quân (m2)"}
        listed = self.portal.get(f"{SCREEN}tt36/bm07/").content.decode()
        assert "Diện tích bình quân (m2)" in listed
        assert f'<del class="requirement-table__asks">{old}</del>' in listed

    def test_what_cannot_be_a_label_is_refused_and_stays_typed(self):
        for wrong in ({"label": ""}, {"label": OLD}, {"first_year": 2030}, {"label": "x" * 501}):
            sent = {"label": NEW, "first_year": 2017, "seen_in": GAZETTE, **wrong}
            response = self.portal.post(ROW, sent)
            assert response.status_code == 200
            assert GAZETTE in response.content.decode()
        assert not LabelDecision.objects.exists()
        for path in ("tt99/bm06/", "tt36/bm99/", "tt36/bm06/dong/bm06.XX/", "tt36/bm06/gi/bm06.I/"):
            assert self.portal.get(SCREEN + path).status_code == 404

    def test_school_users_and_portal_editors_are_turned_away(self):
        with in_school(A):
            principal = self.client_for(A, factories.administrator())
        with in_school(PORTAL):
            editor = self.client_for(PORTAL, factories.editor())
        for path in (SCREEN, FORM, ROW):
            assert principal.get(path).status_code == 404
            assert principal.post(path).status_code == 404
            assert editor.get(path).status_code in (302, 403)
        editor.post(ROW, {"label": NEW, "first_year": 2017, "seen_in": GAZETTE})
        assert not LabelDecision.objects.exists()

    def test_a_warm_page_asks_nothing_more_and_kept_pages_are_void(self):
        address = "/cong-khai/2022-2023/bm06/"
        before = self.cost(address)
        self.page(address)
        assert self.client.get(address)["X-Page-Cache"] == "hit"
        self.correct()
        assert self.client.get(address)["X-Page-Cache"] == "miss"
        assert self.cost(address) == before
        # To confirm changes nothing that anybody reads.
        self.portal.post(FORM, {"nhan": ["dong/bm06.II"], "seen_in": GAZETTE})
        assert self.client.get(address)["X-Page-Cache"] == "hit"


@pytest.mark.parametrize("regulation", list(regulations()))
def test_every_label_has_a_name_of_its_own_that_fits(regulation):
    found = [item for form in regulations()[regulation].forms.values() for item in items(form)]
    found += general_items(regulations()[regulation])
    assert len({item.key for item in found}) == len(found)
    assert all(len(item.label) <= 500 and len(item.key.code) <= 80 for item in found)
    assert all(item.label for item in found)
