"""Directives: sent to schools, opened there, seen by the office."""

import io

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.core import roles
from cms.shared.models import DirectiveReceipt
from cms.syndication import directives
from cms.syndication.models import SeenDirective, SentDirective
from tenants.enums import SchoolStatus
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, in_school, run_tasks
from tests.cms.directory.test_directory import add_rows

LIST = "/quan-tri/chi-dao/"
SENT = f"{LIST}da-gui/"
SCHEMA_A, SCHEMA_B = "s_truong_a", "s_truong_b"


class Case(SchoolTestCase):
    slug = PORTAL

    def sign_in(self, slug: str, role=factories.editor, **kwargs):
        with in_school(slug):
            return client_for(slug, role(**kwargs))

    def sent(self, receivers=(SCHEMA_A,), **kwargs) -> SentDirective:
        directive = SentDirective(**{"title": "Báo cáo sĩ số", "text": "Gửi trước thứ Sáu.", **kwargs})
        directives.send(directive, receivers, [], None)
        run_tasks()
        return directive

    def receipt(self, slug: str = A) -> DirectiveReceipt:
        return DirectiveReceipt.objects.get(school__slug=slug)


class TestSending(Case):
    def test_the_office_sends_with_files_to_a_kind(self):
        client = self.sign_in(PORTAL)
        assert client.get(f"{LIST}gui/").status_code == 200
        file = SimpleUploadedFile("mau.pdf", b"%PDF-1.4")
        data = {
            "title": "Báo cáo",
            "text": "Theo mẫu.",
            "kinds": ["preschool"],
            "attachments": [file],
            "deadline": "31/12/2026",
        }
        assert client.post(f"{LIST}gui/", data).status_code == 302
        run_tasks()
        sent = SentDirective.objects.get()
        assert sent.receivers == [SCHEMA_B]
        reader = self.sign_in(B)
        text = reader.get(f"{LIST}{sent.key}/").content.decode()
        assert "Theo mẫu." in text
        answer = reader.get(f"{LIST}{sent.key}/tep/0/")
        assert b"".join(answer.streaming_content) == b"%PDF-1.4"
        assert "no-store" in answer["Cache-Control"]
        assert self.sign_in(A).get(f"{LIST}{sent.key}/tep/0/").status_code == 404
        assert reader.get(f"{LIST}{sent.key}/tep/1/").status_code == 404

    def test_an_empty_form_loses_nothing_and_says_what_is_missing(self):
        answer = self.sign_in(PORTAL).post(f"{LIST}gui/", {"title": "Giữ lại tiêu đề", "text": ""})
        assert answer.status_code == 200
        assert "Giữ lại tiêu đề" in answer.content.decode()
        assert not SentDirective.objects.exists()

    def test_programs_are_not_sent(self):
        file = SimpleUploadedFile("virus.exe", b"MZ")
        data = {"title": "T", "text": "T", "everybody": "on", "attachments": [file]}
        assert self.sign_in(PORTAL).post(f"{LIST}gui/", data).status_code == 200
        assert not SentDirective.objects.exists()


class TestReminding(Case):
    def test_the_button_is_there_only_while_a_school_owes_something(self):
        sent = self.sent((SCHEMA_A, SCHEMA_B), needs_confirmation=True)
        office = self.sign_in(PORTAL)

        def offers() -> bool:
            return "Nhắc các trường" in office.get(f"{SENT}{sent.pk}/").content.decode()

        assert offers()
        DirectiveReceipt.objects.filter(directive_id=sent.key).update(opened_at=sent.sent_at)
        assert offers()
        DirectiveReceipt.objects.filter(directive_id=sent.key, school__slug=A).update(confirmed_at=sent.sent_at)
        # What a suspended school owes is nobody's to ask for.
        School.objects.filter(slug=B).update(status=SchoolStatus.SUSPENDED)
        assert not offers()


class TestOpening(Case):
    def test_a_school_sees_only_what_it_was_sent(self):
        sent = self.sent()
        assert "Báo cáo sĩ số" in self.sign_in(A).get(LIST).content.decode()
        assert "Báo cáo sĩ số" not in self.sign_in(B).get(LIST).content.decode()
        assert self.sign_in(B).get(f"{LIST}{sent.key}/").status_code == 404
        assert self.sign_in(B).post(f"{LIST}{sent.key}/").status_code == 404

    def test_it_waits_on_the_dashboard_until_it_is_opened(self):
        sent = self.sent()
        client = self.sign_in(A)
        assert str(sent.key) in client.get("/quan-tri/").content.decode()
        client.get(f"{LIST}{sent.key}/")
        assert str(sent.key) not in client.get("/quan-tri/").content.decode()

    def test_the_first_opening_is_noted_with_the_role_and_without_a_name(self):
        sent = self.sent()
        self.sign_in(A, last_name="Nguyễn Văn", first_name="Bí Mật").get(f"{LIST}{sent.key}/")
        run_tasks()
        first = self.receipt()
        assert first.opened_by_role == roles.EDITORS
        self.sign_in(A, factories.approver).get(f"{LIST}{sent.key}/")
        run_tasks()
        assert self.receipt().opened_at == first.opened_at
        text = self.sign_in(PORTAL).get(f"{SENT}{sent.pk}/").content.decode()
        assert roles.EDITORS in text
        assert "Bí Mật" not in text
        with in_school(A):
            assert SeenDirective.objects.get().opened_by.first_name == "Bí Mật"

    def test_confirming(self):
        sent = self.sent(needs_confirmation=True)
        client = self.sign_in(A, factories.approver)
        client.get(f"{LIST}{sent.key}/")
        assert str(sent.key) in client.get("/quan-tri/").content.decode()
        client.post(f"{LIST}{sent.key}/")
        client.post(f"{LIST}{sent.key}/")
        run_tasks()
        assert self.receipt().confirmed_by_role == roles.APPROVERS
        assert str(sent.key) not in client.get("/quan-tri/").content.decode()

    def test_a_withdrawn_directive_is_gone_from_the_school(self):
        sent = self.sent()
        assert self.sign_in(PORTAL).post(f"{SENT}{sent.pk}/", {"withdraw": "1"}).status_code == 302
        run_tasks()
        assert self.sign_in(A).get(f"{LIST}{sent.key}/").status_code == 404


class TestTheBoard(Case):
    def test_filters_and_excel(self):
        sent = self.sent((SCHEMA_A, SCHEMA_B))
        self.sign_in(A).get(f"{LIST}{sent.key}/")
        run_tasks()
        client = self.sign_in(PORTAL)
        text = client.get(f"{SENT}{sent.pk}/").content.decode()
        assert "1/2" in text
        late = client.get(f"{SENT}{sent.pk}/", {"trang-thai": "chua-xem"}).context["page_obj"]
        assert [row.school.slug for row in late] == [B]
        book = load_workbook(io.BytesIO(client.get(f"{SENT}{sent.pk}/bang.xlsx", {"loai": "preschool"}).content))
        assert [row[0] for row in book.active.iter_rows(min_row=3, values_only=True)] == ["Trường Mầm non B"]
        for odd in ("\x00", "'", "%"):
            assert client.get(f"{SENT}{sent.pk}/", {"phuong": odd, "loai": odd, "trang-thai": odd}).status_code == 200

    def test_what_is_counted_and_what_is_listed_are_of_one_moment(self):
        sent = self.sent((SCHEMA_A, SCHEMA_B))
        DirectiveReceipt.objects.filter(school__slug=A).update(opened_at=sent.sent_at)
        client = self.sign_in(PORTAL)
        with CaptureQueriesContext(connection) as queries:
            context = client.get(f"{SENT}{sent.pk}/").context
        # The second question is whether a school is still to be reminded.
        assert sum("shared_directivereceipt" in query["sql"] for query in queries) == 2
        rows = list(context["page_obj"])
        opened = [row for row in rows if row.opened_at]
        assert context["counts"] == {"total": len(rows), "opened": len(opened), "confirmed": 0}
        assert (len(rows), len(opened)) == (2, 1)

    def test_only_those_who_owe_something_are_reminded(self):
        sent = self.sent((SCHEMA_A, SCHEMA_B))
        for slug in (A, B):
            with in_school(slug):
                factories.approver(email=f"ht@{slug}.example.org")
                factories.editor(email=f"gv@{slug}.example.org")
        self.sign_in(A).get(f"{LIST}{sent.key}/")
        run_tasks()
        self.sign_in(PORTAL).post(f"{SENT}{sent.pk}/", {"remind": "1"})
        run_tasks()
        letters = [letter for letter in mail.outbox if "Báo cáo sĩ số" in letter.subject]
        assert [letter.to for letter in letters] == [[f"ht@{B}.example.org"]]
        assert str(sent.key) in letters[0].body
        assert f"{B}." in letters[0].body

    def test_it_costs_the_same_at_10_and_at_170_schools(self):
        add_rows(168)
        schemas = list(School.objects.exclude(kind="office").values_list("schema_name", flat=True))
        few, many = self.sent(schemas[:10]), self.sent(schemas)
        client = self.sign_in(PORTAL)
        client.get(f"{SENT}{few.pk}/")
        costs = []
        for sent in (few, many):
            for path in (f"{SENT}{sent.pk}/", SENT, f"{LIST}gui/"):
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(path).status_code == 200
                costs.append(len(queries))
        assert costs[:3] == costs[3:]

    def test_sending_costs_the_same_for_10_and_for_170_schools(self):
        add_rows(168)
        schemas = list(School.objects.exclude(kind="office").values_list("schema_name", flat=True))
        from cms.syndication.read_models import write_directive

        costs = []
        for receivers in (schemas[:10], schemas):
            sent = SentDirective(title="T", text="T")
            directives.send(sent, receivers, [], None)
            with CaptureQueriesContext(connection) as queries:
                write_directive(sent.pk)
            costs.append(len(queries))
        assert costs[0] == costs[1]
        assert DirectiveReceipt.objects.count() == 10 + len(schemas)
