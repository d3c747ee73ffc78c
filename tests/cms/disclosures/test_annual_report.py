"""The annual report: composed from what is public, approved, published as a page and as a tagged PDF."""

import io
import re
import shutil
import subprocess
import zlib

import pytest
from django.db.models import ProtectedError
from pyhanko.pdf_utils.reader import PdfFileReader

from cms.demo import disclosures as demo
from cms.demo.disclosed.papers import TITLES, Papers
from cms.demo.disclosed.population import year_figures
from cms.demo.schools import demo_schools
from cms.disclosures import history
from cms.disclosures.annual_report import composing, pdf, services
from cms.disclosures.models import Disclosure, Version, YearReport
from cms.disclosures.models.disclosure import Status
from cms.disclosures.services import DisclosureError, NotReady, StaleDraft
from tests import factories
from tests.base import A, B, SchoolTestCase, run_tasks

SPEC = demo_schools()[1]
ADDRESS = "/cong-khai/bao-cao-thuong-nien/2025/"
OWN = "Nhà trường hoàn thành 12/12 chỉ tiêu của năm; đường lối đổi mới được giữ vững."


def draft(text: str = OWN, **head: str) -> dict:
    given = {
        "paper_number": "15/BC-THPH",
        "place": "Thủ Dầu Một",
        "signed_on": "2026-06-12",
        "signer": "Trần Văn Thuận",
    }
    return {"head": {**given, **head}, "sections": {"VII": {"text": text}}}


class ReportTestCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.clerk, cls.principal = factories.editor(), factories.approver()
        papers = Papers(SPEC)
        papers.written = dict.fromkeys(TITLES, 1)
        wanted = [past for past in demo.published(SPEC, 2, papers) if past.year in demo.YEARS]
        history.bring_in(cls.school, wanted)
        cls.report = services.open_report(2025)

    def publish(self, words=None, **how):
        services.save_draft(self.report, words or draft(), self.clerk)
        return services.publish(self.report, self.principal, self.school, **how)


class TestComposing(ReportTestCase):
    def test_a_report_has_the_seven_sections_of_the_circular_in_order(self):
        content = composing.compose(2025, draft(), self.school)
        assert [one["number"] for one in content["sections"]] == ["I", "II", "III", "IV", "V", "VI", "VII"]
        assert composing.empty_sections(content) == []
        assert composing.missing_forms(2025, self.school) == []

    def test_figures_stand_beside_those_of_the_year_before_and_rooms_beside_the_minimum(self):
        sections = {one["number"]: one["blocks"] for one in composing.compose(2025, draft(), self.school)["sections"]}
        rooms = next(block for block in sections["III"] if block["kind"] == "table")
        assert rooms["labels"] == ["Hiện có", "Năm trước", "Yêu cầu tối thiểu", "Đối sánh"]
        now, before = year_figures(SPEC, 2025), year_figures(SPEC, 2024)
        grades = [block for block in sections["V"] if block["kind"] == "table"][1]
        pupils = grades["labels"].index("Số học sinh")
        first, second = grades["rows"][:2]
        assert (first["cells"][pupils][0], second["cells"][pupils][0]) == (
            str(now.groups["1"].children),
            str(before.groups["1"].children),
        )
        assert second["before"]

    def test_a_section_without_anything_is_named_and_not_published(self):
        services.save_draft(self.report, {}, self.clerk)
        with pytest.raises(NotReady, match="VII"):
            services.publish(self.report, self.principal, self.school)

    def test_figures_that_an_approver_has_hidden_are_hidden_in_the_report_too(self):
        version = Version.objects.get(disclosure__form_code="9.2.a", disclosure__set__year=2025)
        version.data["cells"]["9.2.a.1"]["khuyet_tat"] = "3"
        Version.objects.filter(pk=version.pk).update(data=version.data, hides_small=True)
        blocks = composing.compose(2025, draft(), self.school)["sections"][4]["blocks"]
        grades = [block for block in blocks if block["kind"] == "table"][1]
        assert "3" not in {cell[0] for cell in grades["rows"][0]["cells"]}

    def test_only_years_of_the_circular_have_a_report(self):
        for year in (2023, 2027):
            with pytest.raises(DisclosureError):
                services.open_report(year)


class TestWork(ReportTestCase):
    def test_saving_submitting_sending_back_and_publishing(self):
        row = services.save_draft(self.report, draft(), self.clerk)
        assert (row.status, row.draft_by) == (Status.DRAFT, self.clerk)
        assert services.submit(row, self.clerk, self.school).status == Status.WAITING
        assert services.send_back(row, self.principal, "Thiếu phần VII").returned_because == "Thiếu phần VII"
        version = services.publish(row, self.principal, self.school)
        assert (version.number, version.published_by) == (1, self.principal)

    def test_nobody_overwrites_what_somebody_else_has_saved(self):
        services.save_draft(self.report, draft(), self.clerk, based_on=0)
        with pytest.raises(StaleDraft):
            services.save_draft(self.report, {}, self.principal, based_on=0)

    def test_a_correction_needs_a_reason_and_the_older_version_stays_as_it_was(self):
        self.publish()
        services.save_draft(self.report, draft("Đã bổ sung."), self.clerk)
        with pytest.raises(NotReady):
            services.publish(self.report, self.principal, self.school)
        services.publish(self.report, self.principal, self.school, reason="Bổ sung phần VII")
        newest = self.client.get(ADDRESS).content.decode()
        older = self.client.get(f"{ADDRESS}phien-ban/1/").content.decode()
        assert "Đã bổ sung." in newest
        assert "Bổ sung phần VII" in newest
        assert OWN in older
        assert "đã được thay thế" in older

    def test_reports_and_their_pictures_cannot_be_deleted(self):
        picture = factories.PictureFactory(title="Lễ khai giảng")
        words = draft()
        words["sections"]["VII"]["pictures"] = [{"picture": picture.pk, "caption": "Lễ khai giảng"}]
        version = self.publish(words)
        for row in (picture, version, self.report):
            with pytest.raises(ProtectedError):
                row.delete()
        assert YearReport.objects.exists()


class TestPublicPages(ReportTestCase):
    def test_nothing_is_public_before_publication_and_then_only_on_its_own_site(self):
        services.save_draft(self.report, draft(), self.clerk)
        assert self.client.get(ADDRESS).status_code == 404
        self.publish()
        page = self.client.get(ADDRESS).content.decode()
        assert "Báo cáo thường niên" in page
        assert OWN in page
        assert "Đội ngũ nhà giáo, cán bộ quản lý và nhân viên" in page
        assert self.client_for(B).get(ADDRESS).status_code == 404
        assert ADDRESS in self.client.get("/cong-khai/").content.decode()
        assert ADDRESS in self.client.get("/cong-khai/bao-cao-thuong-nien/").content.decode()

    def test_the_most_important_figures_come_first_and_long_forms_are_folded_below_their_totals(self):
        self.publish()
        page = self.client.get(ADDRESS).content.decode()
        now, before = year_figures(SPEC, 2025), year_figures(SPEC, 2024)
        first, rest = page.split('id="muc-luc"', 1)
        for figure in (now.children, before.children):
            assert f"{figure:,}".replace(",", ".") in first
        assert 'href="/cong-khai/2025-2026/9-2-a/"' in first
        folded = re.search(r"<details[^>]*><summary><h3>Tuyển sinh, học sinh theo khối.*?</details>", rest, re.S)
        assert f"số lớp <b>{now.classes}</b>" in folded[0]
        assert "<table" in folded[0]
        assert 'href="/cong-khai/2025-2026/9-2-a/"' in folded[0]

    def test_a_version_of_an_earlier_time_without_figures_and_addresses_is_readable(self):
        version = self.publish()
        del version.content["figures"]
        for block in (one for part in version.content["sections"] for one in part["blocks"]):
            block.pop("slug", None)
        version.save()
        page = self.client.get(ADDRESS).content.decode()
        assert OWN in page
        assert "9-2-a" not in page

    def test_addresses_that_name_nothing_are_not_found(self):
        self.publish()
        for path in ("x/", "2024/", "02025/", "2025/phien-ban/2/", "2025/phien-ban/1/x/", "2025/phien-ban/1/pdf/"):
            assert self.client.get(f"/cong-khai/bao-cao-thuong-nien/{path}").status_code == 404, path

    def test_what_a_report_costs(self):
        self.publish()
        assert self.cost(ADDRESS) <= 12

    def test_the_pdf_is_made_by_the_worker_and_kept_with_its_version(self):
        version = self.publish()
        address = f"{ADDRESS}phien-ban/1/pdf/"
        assert "sẽ có ở đây" in self.client.get(ADDRESS).content.decode()
        run_tasks()
        assert address in self.client.get(ADDRESS).content.decode()
        answer = self.client.get(address)
        assert answer["Content-Type"] == "application/pdf"
        content = b"".join(answer.streaming_content)
        assert content.startswith(b"%PDF-1.7")
        assert self.client_for(B).get(address).status_code == 404
        version.refresh_from_db()
        kept = version.pdf.name
        assert kept.startswith("annual-reports/")
        assert self.client.get(f"/media/{kept}").status_code == 404


class TestScreens(ReportTestCase):
    EDIT = "/quan-tri/bao-cao-thuong-nien/2025/"

    def filled(self, **more: str) -> dict[str, str]:
        head = draft()["head"]
        return {**head, "signer_post": "Hiệu trưởng", "text_VII": OWN, "based_on": "0", **more}

    def test_an_editor_writes_and_sends_and_the_principal_publishes(self):
        editor, principal = self.client_for(A, self.clerk), self.client_for(A, self.principal)
        assert self.EDIT in editor.get("/quan-tri/bao-cao-thuong-nien/").content.decode()
        page = editor.get(self.EDIT).content.decode()
        assert "VII. Kết quả thực hiện các nhiệm vụ trọng tâm khác" in page
        assert editor.post(self.EDIT, self.filled(viec="gui")).status_code == 302
        assert self.EDIT in principal.get("/quan-tri/").content.decode()
        assert OWN in principal.get(f"{self.EDIT}xem-truoc/").content.decode()
        assert self.client.get(ADDRESS).status_code == 404
        editor.post(self.EDIT, self.filled(viec="cong-bo", based_on="1"))
        assert self.client.get(ADDRESS).status_code == 404
        principal.post(self.EDIT, self.filled(viec="cong-bo", based_on="2", text_VII="Câu của hiệu trưởng."))
        assert "Câu của hiệu trưởng." in self.client.get(ADDRESS).content.decode()

    def test_what_the_principal_mends_but_cannot_publish_still_waits_and_what_the_editor_changes_does_not(self):
        editor, principal = self.client_for(A, self.clerk), self.client_for(A, self.principal)
        editor.post(self.EDIT, self.filled(viec="gui"))
        words = {"text_VII": "Số của cô Lan là 0912 345 678.", "viec": "cong-bo", "based_on": "1"}
        answer = principal.post(self.EDIT, self.filled(**words), follow=True).content.decode()
        assert "Đã lưu nhưng chưa công bố" in answer
        assert "0912 345 678" in answer
        assert YearReport.objects.get(year=2025).status == Status.WAITING
        assert self.EDIT in principal.get("/quan-tri/").content.decode()
        editor.post(self.EDIT, self.filled(based_on="2"))
        assert YearReport.objects.get(year=2025).status == Status.DRAFT

    def test_the_screen_says_where_figures_come_from_and_what_has_nothing_yet(self):
        Version.objects.filter(disclosure__form_code="5.1").delete()
        Disclosure.objects.filter(form_code="5.1", set__year=2025).update(version_count=0)
        page = self.client_for(A, self.clerk).get(self.EDIT).content.decode()
        row = Disclosure.objects.get(form_code="5.1", set__year=2025)
        assert f"/quan-tri/cong-khai/{row.pk}/" in page
        assert "3/4 biểu đã công khai" in page
        assert page.count("form-state--back") == 1

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self):
        client = self.client_for(A, self.clerk)
        page = client.post(self.EDIT, self.filled(signed_on="hôm qua")).content.decode()
        assert OWN in page
        assert 'href="#id_signed_on"' in page
        services.save_draft(self.report, draft(), self.principal)
        assert "Người khác vừa lưu" in client.post(self.EDIT, self.filled()).content.decode()

    def test_personal_data_in_the_school_s_own_words_need_a_reason(self):
        services.save_draft(self.report, draft("Liên hệ chị Lan, số 0912 345 678."), self.clerk)
        with pytest.raises(NotReady, match="VII"):
            services.publish(self.report, self.principal, self.school)
        given = services.publish(self.report, self.principal, self.school, personal_data_reason="Số của văn phòng")
        assert given.personal_data_reason == "Số của văn phòng"

    def test_years_without_a_report_are_not_found(self):
        client = self.client_for(A, self.clerk)
        assert client.get("/quan-tri/bao-cao-thuong-nien/2023/").status_code == 404
        assert client.get("/quan-tri/bao-cao-thuong-nien/2027/").status_code == 404


class TestPdf(ReportTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        content = composing.compose(2025, draft(), cls.school)
        cls.made = pdf.draw(content)

    def tool(self, name: str) -> str:
        if not shutil.which(name):
            pytest.skip(f"{name} (poppler-utils) is not installed")
        command = [name, "-", "-"] if name == "pdftotext" else [name, "-"]
        return subprocess.run(command, input=self.made, capture_output=True, check=True).stdout.decode()

    def test_it_is_tagged_names_its_language_and_title_and_has_bookmarks(self):
        root = PdfFileReader(io.BytesIO(self.made)).root
        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]
        assert root["/Lang"] == "vi"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert root["/Outlines"]["/Count"] > 7
        assert b"pdfuaid" in bytes(root["/Metadata"].data)

    def test_tables_have_header_cells(self):
        packed = re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", self.made, re.DOTALL)
        objects = b"".join(zlib.decompressobj().decompress(one) for one in packed)
        kinds = set(re.findall(rb"/S /(\w+)", objects))
        assert {b"Table", b"TH", b"TD", b"Caption", b"H1", b"H2", b"H3", b"L", b"P"} <= kinds

    def test_the_text_is_vietnamese_and_in_reading_order(self):
        text = re.sub(r"\s+", " ", self.tool("pdftotext"))
        assert "Số: 15/BC-THPH" in text
        wanted = [
            self.school.name,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập – Tự do – Hạnh phúc",
            "ngày 12 tháng 06 năm 2026",
            "BÁO CÁO THƯỜNG NIÊN NĂM 2025",
            "I. Thông tin chung",
            "II. Đội ngũ nhà giáo, cán bộ quản lý và nhân viên",
            "III. Cơ sở vật chất",
            "V. Kết quả hoạt động giáo dục",
            "VI. Kết quả tài chính",
            "VII. Kết quả thực hiện các nhiệm vụ trọng tâm khác",
            OWN,
            "Trần Văn Thuận",
        ]
        place = 0
        for words in wanted:
            found = text.lower().find(words.lower(), place)
            assert found >= 0, words
            place = found

    def test_all_fonts_are_embedded(self):
        rows = [line.split() for line in self.tool("pdffonts").splitlines()[2:]]
        assert rows
        assert all("Be-Vietnam-Pro" in row[0] and row[-5] == "yes" for row in rows), rows
