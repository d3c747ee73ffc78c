"""The grid: what is typed is kept, sums follow, contradictions are named, nobody overwrites anybody."""

import json
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile

from cms.disclosures import services
from cms.disclosures.models import Disclosure, DisclosureSet
from cms.disclosures.models.disclosure import Status
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school
from tests.cms.disclosures.test_publishing import GRADES, YEAR, form

HOME = "/quan-tri/cong-khai/"


def fields(row: str, **cells: str) -> dict[str, str]:
    return {f"o:{row}:{column}": value for column, value in cells.items()}


class EntryCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.accountant = factories.accountant(username="ke-toan-a", last_name="Trần", first_name="Thu")
        cls.principal = factories.approver()
        services.open_set(cls.school, YEAR)

    def setUp(self):
        self.desk = self.client_for(A, self.accountant)
        self.office = self.client_for(A, self.principal)

    def path(self, step: str = "", code: str = "bm06", year: int = YEAR) -> str:
        return f"{HOME}{form(code, year).pk}/{step}"

    def save(self, code: str = "bm06", client=None, **sent):
        sent = {"based_on": str(form(code).draft_number), **sent}
        return (client or self.desk).post(self.path(code=code), sent, follow=True)

    def autosave(self, code: str = "bm06", number: int | None = None, **sent: str):
        body = {"based_on": form(code).draft_number if number is None else number, "fields": sent}
        return self.desk.post(self.path("tu-luu/", code), json.dumps(body), content_type="application/json")

    def pupils(self, **changes: str) -> dict[str, str]:
        return fields("bm06.I", **{**GRADES, "tong_so": "210", **changes})


class TestTheList(EntryCase):
    def test_it_stands_in_the_menu_and_names_every_form_with_its_state(self):
        assert HOME in self.desk.get("/quan-tri/").content.decode()
        self.save(**self.pupils())
        text = self.desk.get(HOME).content.decode()
        for words in ("Chất lượng thực tế", "Biểu mẫu 06", "bản nháp", "Trần"):
            assert words in text, words

    def test_opening_a_year_lists_its_forms_once(self):
        for _ in range(2):
            response = self.desk.post(f"{HOME}mo-nam/", {"nam": "2025"}, follow=True)
        assert DisclosureSet.objects.filter(year=2025).count() == 1
        assert "Tổ chức bộ máy" in response.content.decode()
        assert "chọn năm học" in self.desk.post(f"{HOME}mo-nam/", {"nam": "1990"}, follow=True).content.decode()

    def test_the_portal_and_people_without_the_right_have_no_such_screen(self):
        with in_school(PORTAL):
            office = self.client_for(PORTAL, factories.superuser())
        assert office.get(HOME).status_code == 404
        assert self.client_for(A, factories.UserFactory()).get(HOME).status_code == 302

    def test_another_school_s_form_is_not_found(self):
        with in_school(B) as school:
            services.open_set(school, YEAR)
            stranger = self.client_for(B, factories.superuser())
            theirs = set(Disclosure.objects.values_list("pk", flat=True))
        ours = set(Disclosure.objects.values_list("pk", flat=True))
        for pk in ours - theirs:
            assert stranger.get(f"{HOME}{pk}/").status_code == 404


class TestSaving(EntryCase):
    def test_the_grid_shows_headings_and_numbers_of_the_form(self):
        text = self.desk.get(self.path()).content.decode()
        assert "Tổng số học sinh" in text
        assert 'name="o:bm06.I:tong_so"' in text

    def test_without_a_script_the_form_is_saved_by_its_button(self):
        text = self.save(**self.pupils(lop_1="1.234,5")).content.decode()
        assert form().draft["cells"]["bm06.I"]["lop_1"] == "1234.5"
        assert form().draft_by == self.accountant
        assert 'value="1.234,5"' in text

    def test_what_is_no_number_stays_as_typed_is_marked_and_keeps_the_form_from_the_public(self):
        text = self.save(**self.pupils(lop_1="ba mươi")).content.decode()
        assert 'value="ba mươi"' in text
        assert "không phải là số" in text
        assert form().status == Status.DRAFT
        assert "chưa gửi" in self.save(viec="gui", **self.pupils(lop_1="ba mươi")).content.decode()
        assert form().status == Status.DRAFT

    def test_sums_and_contradictions_come_back_with_every_automatic_save(self):
        answer = self.autosave(**self.pupils(tong_so="211")).json()
        assert answer["based_on"] == form().draft_number == 1
        assert answer["problems"][0]["name"] == "o:bm06.I:tong_so"
        assert "210" in answer["problems"][0]["message"]
        staff = self.autosave(**fields("bm08.I", tong_so="30"), code="bm08").json()
        assert "problems" in staff

    def test_shares_and_sums_are_computed_never_typed(self):
        services.open_set(self.school, 2025)
        row = form("8.1.b", 2025)
        sent = fields("8.1.b.giao-vien", so_luong="19", tong_so="20", ty_le="3")
        body = json.dumps({"based_on": 0, "fields": sent})
        answer = self.desk.post(f"{HOME}{row.pk}/tu-luu/", body, content_type="application/json").json()
        assert answer["computed"]["o:8.1.b.giao-vien:ty_le"] == "95"
        row.refresh_from_db()
        assert row.draft["cells"]["8.1.b.giao-vien"]["ty_le"] == "95"

    def test_who_comes_second_keeps_what_was_typed_and_learns_of_the_first(self):
        self.save(**self.pupils())
        assert self.autosave(number=0, **self.pupils(lop_1="99")).status_code == 409
        response = self.desk.post(self.path(), {"based_on": "0", **self.pupils(lop_1="99")})
        text = response.content.decode()
        assert 'value="99"' in text
        assert "Trần" in text
        assert form().draft["cells"]["bm06.I"]["lop_1"] == "40"

    def test_an_empty_or_broken_message_changes_nothing(self):
        self.save(**self.pupils())
        before = form().draft
        self.desk.post(self.path(), {})
        for body in ("", "[]", "{}", '{"based_on": "x", "fields": {}}', '{"based_on": 1, "fields": {"a": 1}}'):
            answer = self.desk.post(self.path("tu-luu/"), body, content_type="application/json")
            assert answer.status_code == 400, body
        assert form().draft == before

    def test_too_long_a_text_is_refused_and_stays_on_the_screen(self):
        text = "a" * 20_001
        response = self.save(code="tc-1", **{"van:noi-dung": text})
        assert text in response.content.decode()
        assert form("tc-1").draft_number == 0

    def test_rows_of_the_school_s_own_come_and_go(self):
        rows = {
            "ten:tc-2/bang:1": "Học phí",
            "o:tc-2/bang+1:muc_thu": "60.000",
            "ten:tc-2/bang:2": "",
            "ten:tc-2/bang:3": "Bán trú",
        }
        columns = [column.code for column in form("tc-2").form.parts[0].columns]
        rows[f"o:tc-2/bang+3:{columns[0]}"] = "720.000"
        self.save(code="tc-2", **rows)
        draft = form("tc-2").draft
        assert draft["added"] == {"tc-2/bang": ["Học phí", "Bán trú"]}
        assert draft["cells"]["tc-2/bang+2"][columns[0]] == "720000"
        answer = self.autosave(code="tc-2", **{f"o:tc-2/bang+2:{columns[0]}": "5"}).json()
        assert answer["problems"][0]["name"] == "ten:tc-2/bang:2"

    def test_files_are_uploaded_chosen_and_removed(self):
        services.open_set(self.school, 2025)
        row = form("4.8", 2025)
        known = factories.AttachmentFactory(title="Quy chế")
        pdf = SimpleUploadedFile("Ke_hoach.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
        part = row.form.parts[0].code
        self.desk.post(
            f"{HOME}{row.pk}/",
            {
                "based_on": "0",
                f"tep:{part}:1:document": str(known.pk),
                f"tep:{part}:2:document": "999999",
                f"tai:{part}": pdf,
            },
        )
        row.refresh_from_db()
        assert [file["title"] for file in row.draft["files"][part]] == ["Quy chế", "Ke hoach"]
        self.desk.post(
            f"{HOME}{row.pk}/",
            {"based_on": "1", f"tep:{part}:1:document": str(known.pk), f"tep:{part}:1:remove": "1"},
        )
        row.refresh_from_db()
        assert row.draft["files"][part] == []


class TestLastYear(EntryCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        services.open_set(cls.school, YEAR + 1)
        data = {"cells": {"bm06.I": {**GRADES, "tong_so": "210"}}}
        services.save_draft(form(), data, cls.accountant)

    def test_values_are_taken_over_and_wait_until_each_is_confirmed_or_changed(self):
        self.desk.post(self.path("lay-nam-truoc/", year=YEAR + 1))
        row = form(year=YEAR + 1)
        assert row.draft["cells"]["bm06.I"]["lop_1"] == "40"
        assert len(row.carried_over) == 6
        page = self.desk.get(f"{HOME}{row.pk}/").content.decode()
        assert 'name="cho:o:bm06.I:lop_1" value="40"' in page
        marks = {f"cho:{name}": value for name, value in self.pupils().items()}
        sent = {"based_on": "1", **self.pupils(lop_1="41"), **marks, "dung:o:bm06.I:lop_2": "1"}
        self.desk.post(f"{HOME}{row.pk}/", sent)
        row.refresh_from_db()
        assert len(row.carried_over) == 4
        text = self.desk.post(f"{HOME}{row.pk}/", {**sent, "based_on": "2", "viec": "gui"}, follow=True).content
        assert "chưa được xác nhận" in text.decode()
        self.desk.post(f"{HOME}{row.pk}/", {**sent, "based_on": "3", "viec": "xac-nhan"})
        row.refresh_from_db()
        assert row.carried_over == []

    def test_what_is_filled_in_already_stays(self):
        row = form(year=YEAR + 1)
        services.save_draft(row, {"cells": {"bm06.I": {"lop_1": "7"}}}, self.accountant)
        self.desk.post(f"{HOME}{row.pk}/lay-nam-truoc/")
        assert form(year=YEAR + 1).draft["cells"]["bm06.I"]["lop_1"] == "7"


class TestApproval(EntryCase):
    def send(self, **changes: str) -> None:
        self.save(viec="gui", **self.pupils(**changes))
        assert form().status == Status.WAITING

    def publish(self, **sent: str):
        return self.office.post(
            self.path("cong-bo/"), {"based_on": str(form().draft_number), **sent}, follow=True
        ).content.decode()

    def test_the_principal_finds_it_on_the_dashboard_reads_it_and_publishes_it(self):
        self.send()
        assert quote(self.path("doc-lai/")) in self.office.get("/quan-tri/").content.decode()
        assert "210" in self.office.get(self.path("doc-lai/")).content.decode()
        assert "đã được công bố" in self.publish()
        assert "210" in self.client.get("/cong-khai/2022-2023/bm06/").content.decode()

    def test_who_fills_in_does_not_publish(self):
        self.send()
        for step in ("cong-bo/", "tra-lai/"):
            self.desk.post(self.path(step), {"based_on": "1", "vi-sao": "x"})
        assert form().status == Status.WAITING
        assert not form().is_public

    def test_it_is_sent_back_with_a_reason_only(self):
        self.send()
        assert "phải sửa" in self.office.post(self.path("tra-lai/"), {}).content.decode()
        self.office.post(self.path("tra-lai/"), {"vi-sao": "Thiếu học sinh khuyết tật"})
        assert form().status == Status.DRAFT
        assert "Thiếu học sinh khuyết tật" in self.desk.get(self.path()).content.decode()
        assert self.path() in self.desk.get("/quan-tri/").content.decode()

    def test_a_draft_that_changed_while_it_was_read_is_not_published(self):
        self.send()
        number = str(form().draft_number)
        self.save(**self.pupils(lop_1="41", tong_so="211"))
        self.office.post(self.path("cong-bo/"), {"based_on": number})
        assert not form().is_public

    def test_a_correction_shows_what_differs_and_asks_for_its_reason(self):
        self.publish_first()
        self.send(lop_1="41", tong_so="211")
        page = self.office.get(self.path("doc-lai/")).content.decode()
        assert "<del>40</del>" in page
        assert "<ins>41</ins>" in page

    def publish_first(self):
        self.send()
        self.publish()
        row = form()
        services.save_draft(row, {"cells": {"bm06.I": {**GRADES, "tong_so": "210"}}}, self.accountant)
        Disclosure.objects.filter(pk=row.pk).update(reason="Nhập nhầm lớp 1")

    def test_what_looks_like_personal_data_needs_somebody_who_says_why(self):
        self.save(code="tc-1", viec="gui", **{"van:noi-dung": "Em Nguyễn Gia Hân, lớp 4B được miễn học phí."})
        path = self.path("cong-bo/", "tc-1")
        sent = {"based_on": str(form("tc-1").draft_number)}
        page = self.office.post(path, sent).content.decode()
        assert "dữ liệu cá nhân" in page
        assert "Nguyễn Gia Hân" in page
        assert not form("tc-1").is_public
        self.office.post(path, {**sent, "ly-do-du-lieu": "Đã có giấy đồng ý của phụ huynh"})
        assert form("tc-1").versions.get().personal_data_reason == "Đã có giấy đồng ý của phụ huynh"

    def test_the_approver_is_told_which_hidden_figures_can_be_worked_out(self):
        services.open_set(self.school, 2025)
        path = f"{HOME}{form('9.2.a', 2025).pk}/"
        typed = {**fields("9.2.a.1", khuyet_tat="2"), **fields("9.2.a.2", khuyet_tat="6")}
        self.desk.post(path, {"based_on": "0", "viec": "gui", **typed})
        page = self.office.get(f"{path}doc-lai/").content.decode()
        assert "Dù đã ẩn, vẫn suy ra được 1 số" in page
        assert page.count("Vẫn suy ra được: lấy “Tổng số” trừ các số còn hiện.") == 1
        self.desk.post(path, {"based_on": "1", "viec": "gui", **typed, **fields("9.2.a.3", khuyet_tat="3")})
        assert "suy ra được" not in self.office.get(f"{path}doc-lai/").content.decode()

    def test_small_figures_are_hidden_if_the_approver_says_so(self):
        services.open_set(self.school, 2025)
        row = form("9.2.a", 2025)
        path = f"{HOME}{row.pk}/"
        self.desk.post(path, {"based_on": "0", "viec": "gui", **fields("9.2.a.1", khuyet_tat="2", hoc_sinh="240")})
        assert "có thể chỉ ra một học sinh" in self.office.get(f"{path}doc-lai/").content.decode()
        self.office.post(f"{path}cong-bo/", {"based_on": "1", "so-nho": "an"})
        assert row.versions.get().data["cells"]["9.2.a.1"]["khuyet_tat"] == "2"
        public = "/cong-khai/2025-2026/9-2-a/"
        assert "dưới 5" in self.client.get(public).content.decode()
        for kind in ("json", "csv", "xlsx"):
            answer = self.client.get(f"{public}phien-ban/1/{kind}/")
            assert answer.status_code == 200
        assert "dưới 5" in self.client.get(f"{public}phien-ban/1/csv/").content.decode()
