"""The report, the dashboard and the portal's board, as people open them."""

import datetime as dt
import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cms.compliance.evaluation import check_school
from cms.compliance.models import Governance, SelfCheck
from cms.core import outbox
from cms.shared.models import RequirementState, RequirementTotals
from tenants.models import Domain, School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school

REPORT = "/quan-tri/yeu-cau/"
BOARD = "/quan-tri/bang-yeu-cau/"


class TestReport(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = factories.editor()
        cls.principal = factories.approver(first_name="Lan")
        check_school()

    def get(self, path: str = REPORT, user=None):
        return self.client_for(A, user or self.editor).get(path)

    def test_an_editor_reads_every_requirement_with_its_state_and_law(self):
        page = self.get().content.decode()
        for shown in ("Ban biên tập", "TT 37/2020, Điều 11", "chưa đối chiếu", "20/11/2020", 'id="gov-editorial"'):
            assert shown in page

    def test_what_is_missing_links_to_where_it_is_mended(self):
        assert 'href="/quan-tri/settings/compliance/governance/"' in self.get().content.decode()

    def test_one_state_only(self):
        page = self.get(REPORT + "?trang-thai=passed").content.decode()
        assert 'id="fn-search"' in page
        assert 'id="gov-editorial"' not in page

    def test_before_the_first_check_it_says_so(self):
        from cms.compliance.models import Evaluation

        Evaluation.objects.all().delete()
        assert self.get().status_code == 200
        assert self.get(REPORT + "xuat/csv/").status_code == 404

    def test_it_is_saved_as_csv_and_excel(self):
        text = self.get(REPORT + "xuat/csv/").content.decode("utf-8-sig")
        assert text.count("\r\n") >= 60
        sheet = load_workbook(io.BytesIO(self.get(REPORT + "xuat/xlsx/").content)).active
        assert sheet.max_row >= 60
        assert self.get(REPORT + "xuat/pdf/").status_code == 404

    def test_the_head_confirms_it_and_an_editor_may_not(self):
        assert self.client_for(A, self.editor).post(REPORT + "xac-nhan/").status_code in {302, 403}
        assert not SelfCheck.objects.exists()
        self.client_for(A, self.principal).post(REPORT + "xac-nhan/", {"note": "Bổ sung trong tháng 12"})
        row = SelfCheck.objects.get()
        assert row.confirmed_by == self.principal
        assert row.note == "Bổ sung trong tháng 12"
        assert "Bổ sung trong tháng 12" in self.get().content.decode()

    def test_the_dashboard_shows_the_first_five(self):
        page = self.get("/quan-tri/").content.decode()
        assert page.count('class="todo__words"') == 5
        assert REPORT in page

    def test_the_dashboard_costs_one_query_more(self):
        client = self.client_for(A, self.editor)
        client.get("/quan-tri/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/quan-tri/")
        assert sum("compliance_evaluation" in query["sql"] for query in queries) == 1

    def test_nothing_stored_can_break_out_of_the_page(self):
        from cms.compliance.models import Evaluation

        row = Evaluation.objects.get()
        row.findings[0]["message"] = "<script>alert(1)</script>"
        row.save()
        assert "<script>alert(1)" not in self.get().content.decode()

    def test_principal_and_administrator_fill_in_the_decisions_an_editor_does_not(self):
        path = f"/quan-tri/settings/compliance/governance/{Governance.load().pk}/"
        assert self.get(path).status_code == 302
        assert self.get(path, self.principal).status_code == 200
        assert self.get(path, factories.administrator()).status_code == 200
        data = {"board_number": "15/QĐ-TH", "board_date": "01/09/2026"}
        self.client_for(A, self.principal).post(path, data)
        assert Governance.objects.get().board_number == "15/QĐ-TH"


class TestBoard(SchoolTestCase):
    slug = PORTAL

    @classmethod
    def setUpTestData(cls):
        cls.admin = factories.administrator()
        for slug in (A, B):
            with in_school(slug):
                check_school()
                outbox.work_off()

    def get(self, path: str = BOARD, user=None):
        return self.client_for(PORTAL, user or self.admin).get(path)

    def test_it_shows_both_schools_and_not_the_portal(self):
        rows = self.get().context["board"].rows
        assert [row.name for row in rows] == sorted(
            School.objects.exclude(kind="office").values_list("name", flat=True)
        )

    def test_each_cell_has_its_words_not_only_a_colour(self):
        page = self.get().content.decode()
        assert page.count('class="w-sr-only">thiếu') >= 2
        assert 'scope="row"' in page

    def test_it_is_filtered_by_group_kind_ward_requirement_and_state(self):
        School.objects.filter(slug=A).update(ward="Phường Phú Lợi")
        for query, expected in (
            ("?phuong=Phường Phú Lợi", 1),
            ("?cap=preschool", School.objects.filter(kind="preschool").count()),
            ("?muc=gov-editorial&trang-thai=missing", 2),
            ("?muc=gov-editorial&trang-thai=passed", 0),
            ("?nhom=security", 2),
            ("?nhom=lạ&cap=lạ&muc=lạ&trang-thai=lạ", 2),
        ):
            assert len(self.get(BOARD + query).context["board"].rows) == expected, query

    def test_the_workbook_has_the_table_and_the_findings(self):
        book = load_workbook(io.BytesIO(self.get(BOARD + "xuat/?nhom=").content))
        table, findings = book.worksheets
        assert table.max_row == 3
        assert findings.max_row > 100

    def test_a_school_named_like_a_formula_stays_a_name(self):
        School.objects.filter(slug=A).update(name='=HYPERLINK("http://x")')
        book = load_workbook(io.BytesIO(self.get(BOARD + "xuat/").content))
        cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2)]
        assert [cell.data_type for cell in cells] == ["s", "s"]

    def test_a_page_per_requirement_and_per_school(self):
        page = self.get(BOARD + "muc/gov-editorial/").content.decode()
        assert "Ban Biên tập" in page
        assert self.get(BOARD + "muc/khong-co/").status_code == 404
        assert self.get(BOARD + "muc/cat-office-tthc/").status_code == 404
        pk = School.objects.get(slug=A).pk
        assert "Ban biên tập" in self.get(f"{BOARD}truong/{pk}/").content.decode()
        portal = School.objects.get(kind="office").pk
        assert self.get(f"{BOARD}truong/{portal}/").status_code == 404

    def test_the_trend_is_drawn_and_written(self):
        school = School.objects.get(slug=A)
        RequirementTotals.objects.create(
            school=school, day=timezone.localdate() - dt.timedelta(days=10), passed=5, missing=15
        )
        page = self.get().content.decode()
        assert "<polyline" in page
        assert "25%" in page

    def test_it_costs_the_same_for_2_and_for_170_schools(self):
        client = self.client_for(PORTAL, self.admin)
        client.get(BOARD)
        with CaptureQueriesContext(connection) as few:
            client.get(BOARD + "?nhom=")
        self.add_schools(168)
        with CaptureQueriesContext(connection) as many:
            response = client.get(BOARD + "?nhom=")
        assert len(response.context["board"].rows) == 170
        assert len(many) == len(few)
        assert sum("shared_requirement" in query["sql"] for query in many) == 2

    def add_schools(self, count: int) -> None:
        schools = School.objects.bulk_create(
            School(schema_name=f"s_x{n}", slug=f"x{n}", name=f"Trường {n}", kind="primary", status="ready")
            for n in range(count)
        )
        Domain.objects.bulk_create(
            Domain(tenant=school, domain=f"{school.slug}.tptdm.localhost", is_primary=True) for school in schools
        )
        codes = list(RequirementState.objects.filter(school__slug=A).values_list("code", "state"))
        now = timezone.now()
        RequirementState.objects.bulk_create(
            RequirementState(school=school, code=code, state=state, checked_at=now)
            for school in schools
            for code, state in codes
        )

    def test_editors_of_the_portal_are_turned_away(self):
        for path in (BOARD, BOARD + "xuat/", BOARD + "muc/fn-rss/"):
            assert self.get(path, factories.editor()).status_code == 302

    def test_it_does_not_exist_at_a_school(self):
        with in_school(A):
            client = self.client_for(A, factories.superuser())
        assert client.get(BOARD).status_code == 404
