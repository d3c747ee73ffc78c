"""A clerk at work: entering a document, its relations, its files; finding it again."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from wagtail.test.utils.form_data import inline_formset

from cms.core.publication import PublicationRefused
from cms.documents.models import DocumentKind, DocumentRelation, OfficialDocumentPage
from cms.media.models import Attachment
from tests import factories
from tests.base import A, SchoolTestCase, run_tasks
from tests.cms.documents import pdfs
from tests.cms.documents.admin_forms import form, form_of


class AtTheDesk(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.clerk = factories.approver()
        cls.index = factories.document_index()
        cls.file = factories.AttachmentFactory(file=SimpleUploadedFile("a.pdf", pdfs.plain())).pk

    def setUp(self):
        super().setUp()
        self.client = self.client_for(A, self.clerk)

    def create(self, **fields):
        data = {**form(**{"attached": [self.file], **fields}), "action-publish": "1"}
        return self.client.post(f"/quan-tri/pages/add/documents/officialdocumentpage/{self.index.pk}/", data)

    def edit(self, page, **fields):
        data = {**form_of(page, **fields), "action-publish": "1"}
        return self.client.post(f"/quan-tri/pages/{page.pk}/edit/", data)


class TestForm(AtTheDesk):
    def test_a_clerk_enters_a_document_and_readers_have_it(self):
        response = self.create(kind=DocumentKind.objects.get(slug="ke-hoach").pk)
        assert response.status_code == 302, response.context["form"].errors
        page = OfficialDocumentPage.objects.get()
        assert page.live
        assert "45/KH-THPH" in self.client_for(A).get("/van-ban/").content.decode()
        assert self.client_for(A).get(page.files.get().url).status_code == 200

    def test_what_the_law_asks_for_must_be_there(self):
        for missing in ("number", "title", "issuing_body", "date"):
            response = self.create(**{missing: ""})
            assert missing in response.context["form"].errors, missing
        response = self.create(attached=[])
        assert response.status_code == 200
        assert not OfficialDocumentPage.objects.exists()

    def test_a_draft_may_wait_for_its_file_and_date(self):
        data = form(attached=[], date="")
        response = self.client.post(f"/quan-tri/pages/add/documents/officialdocumentpage/{self.index.pk}/", data)
        assert response.status_code == 302
        assert not OfficialDocumentPage.objects.get().live

    def test_a_row_may_wait_for_its_file_in_a_draft_only(self):
        waiting = inline_formset([{"attachment": "", "label": "Phụ lục I"}])
        data = form(attached=[], files=waiting)
        response = self.client.post(f"/quan-tri/pages/add/documents/officialdocumentpage/{self.index.pk}/", data)
        assert response.status_code == 302, response.context["form"].formsets["files"].errors
        page = OfficialDocumentPage.objects.get()
        assert [row.attachment_id for row in page.files.all()] == [None]
        assert self.client.get(f"/quan-tri/pages/{page.pk}/view_draft/").status_code == 200
        response = self.create(files=waiting)
        assert "attachment" in response.context["form"].formsets["files"].forms[0].errors
        with pytest.raises(PublicationRefused):
            page.save_revision().publish(user=self.clerk)
        assert not OfficialDocumentPage.objects.get().live

    def test_a_row_may_wait_for_the_document_it_replaces_in_a_draft_only(self):
        waiting = [("replaces", "")]
        data = form(attached=[self.file], earlier=waiting)
        response = self.client.post(f"/quan-tri/pages/add/documents/officialdocumentpage/{self.index.pk}/", data)
        assert response.status_code == 302, response.context["form"].formsets["relations"].errors
        page = OfficialDocumentPage.objects.get()
        assert [row.target_id for row in page.relations.all()] == [None]
        assert self.client.get(f"/quan-tri/pages/{page.pk}/view_draft/").status_code == 200
        response = self.create(earlier=waiting)
        assert "target" in response.context["form"].formsets["relations"].forms[0].errors
        with pytest.raises(PublicationRefused):
            page.save_revision().publish(user=self.clerk)
        assert not OfficialDocumentPage.objects.get().live

    def test_the_end_comes_after_the_beginning(self):
        for fields in ({"expires_on": "20/11/2026"}, {"effective_on": "01/12/2026", "expires_on": "30/11/2026"}):
            assert "expires_on" in self.create(**fields).context["form"].errors
        assert self.create(expires_on="21/11/2026").status_code == 302

    def test_every_field_has_help(self):
        page = self.client.get(f"/quan-tri/pages/add/documents/officialdocumentpage/{self.index.pk}/")
        text = page.content.decode()
        for words in ("Ghi đúng như trên văn bản, ví dụ 123/QĐ-UBND", "Tối đa 160 ký tự", "tối đa 25 MB"):
            assert words in text


class TestListing(AtTheDesk):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.kind = DocumentKind.objects.get(slug="quyet-dinh")
        factories.DocumentPageFactory(number="123/QĐ-UBND", title="Tuyển sinh", kind=cls.kind)
        factories.DocumentPageFactory(number="9/TB", title="Nghỉ Tết", live=False)

    def shown(self, **parameters) -> list[str]:
        response = self.client.get("/quan-tri/van-ban/", parameters)
        return sorted(page.number for page in response.context["pages"])

    def test_all_documents_also_drafts(self):
        assert self.shown() == ["123/QĐ-UBND", "9/TB"]

    def test_search_and_filters(self):
        assert self.shown(q="123") == self.shown(q="tuyen sinh") == ["123/QĐ-UBND"]
        assert self.shown(kind=self.kind.pk) == ["123/QĐ-UBND"]
        assert self.shown(issuing_body="phường") == ["123/QĐ-UBND", "9/TB"]
        assert self.shown(date_from="2027-01-01") == []

    def test_its_cost_does_not_grow(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.shown()
            return len(queries)

        cost()
        few = cost()
        for _ in range(5):
            factories.DocumentPageFactory(kind=self.kind)
        assert cost() <= few + 1


class TestRelations(AtTheDesk):
    def relate(self, page, *others, kind="replaces"):
        rows = inline_formset([{"kind": kind, "target": other.pk} for other in others])
        return self.edit(page, relations=rows)

    def complaint(self, response) -> str:
        formset = response.context["form"].formsets["relations"]
        return str([form.errors.get("target") for form in formset.forms])

    def test_a_replaced_document(self):
        old, new = factories.DocumentPageFactory(), factories.DocumentPageFactory()
        assert self.relate(new, old).status_code == 302
        assert DocumentRelation.objects.get().target_id == old.pk

    def test_not_itself(self):
        page = factories.DocumentPageFactory()
        assert "chính nó" in self.complaint(self.relate(page, page))

    def test_not_in_a_circle_directly_or_through_others(self):
        one, two, three = factories.DocumentPageFactory.create_batch(3)
        assert self.relate(two, one).status_code == 302
        assert self.relate(three, two, kind="amends").status_code == 302
        for other in (two, three):
            assert "vòng tròn" in self.complaint(self.relate(one, other))
        assert DocumentRelation.objects.count() == 2

    def test_not_twice(self):
        old, new = factories.DocumentPageFactory(), factories.DocumentPageFactory()
        assert "đã được chọn" in self.complaint(self.relate(new, old, old))

    def test_a_circle_that_came_about_all_the_same_breaks_nothing(self):
        one, two = factories.DocumentPageFactory.create_batch(2)
        DocumentRelation.objects.create(page=one, target=two)
        DocumentRelation.objects.create(page=two, target=one)
        for path in (one.get_url(), two.get_url(), "/van-ban/?hieu-luc=con"):
            assert self.client_for(A).get(path).status_code == 200


def office_file(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "x")
    return buffer.getvalue()


def open_document(kind: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return buffer.getvalue()


class TestUploads(AtTheDesk):
    def upload(self, name: str, content: bytes):
        data = {"title": "Tệp", "file": SimpleUploadedFile(name, content), "collection": 1}
        return self.client.post("/quan-tri/documents/add/", data)

    def test_files_that_are_what_they_say(self):
        good = {
            "a.pdf": pdfs.plain(),
            "a.docx": office_file("word/document.xml"),
            "a.xlsx": office_file("xl/workbook.xml"),
            "a.pptx": office_file("ppt/presentation.xml"),
            "a.odt": open_document("text"),
            "a.ods": open_document("spreadsheet"),
            "a.zip": office_file(),
            "a.csv": "Họ tên;Lớp\n".encode(),
            "a.txt": "Đây là chữ".encode("utf-16"),
        }
        for name, content in good.items():
            assert self.upload(name, content).status_code == 302, name

    def test_files_that_are_not(self):
        bad = {
            "a.pdf": b"MZ\x90\x00 a program",
            "b.pdf": b"<html><script>alert(1)</script>",
            "a.docx": pdfs.plain(),
            "b.docx": office_file("xl/workbook.xml"),
            "a.odt": open_document("spreadsheet"),
            "b.odt": office_file("word/document.xml"),
            "a.zip": b"PK\x03\x04 broken",
            "a.txt": b"\x7fELF\x00\x01",
            "c.pdf": b"",
        }
        for name, content in bad.items():
            response = self.upload(name, content)
            assert "file" in response.context["form"].errors, name

    def test_programs_in_office_files(self):
        response = self.upload("a.docx", office_file("word/document.xml", "word/vbaProject.bin"))
        assert "macro" in str(response.context["form"].errors["file"])

    def test_a_file_that_is_too_large_is_told_the_limit(self):
        with self.settings(WAGTAILDOCS_MAX_UPLOAD_SIZE=1000):
            response = self.upload("a.pdf", b"%PDF-1.7" + b"x" * 2000)
        assert "1000" in str(response.context["form"].errors["file"])

    def test_a_file_in_use_cannot_be_deleted(self):
        page = factories.DocumentPageFactory()
        with pytest.raises(ProtectedError):
            page.files.get().attachment.delete()


class TestPrivacyOfFiles(SchoolTestCase):
    """Wagtail's own address of a file: only what a published page refers to."""

    def attached(self, **fields):
        page = factories.NewsPageFactory(**fields)
        attachment = factories.AttachmentFactory()
        page.body = [("documents", {"title": "", "documents": [attachment]})]
        page.save()
        run_tasks()
        return page, attachment.url

    def test_an_uploaded_file_is_nobodys_business(self):
        attachment = factories.AttachmentFactory()
        assert self.client.get(attachment.url).status_code == 404
        assert self.client_for(A, factories.editor()).get(attachment.url).status_code == 200

    def test_a_file_of_a_published_page_is_public_until_it_is_withdrawn(self):
        with self.in_school(A):
            page, address = self.attached()
        assert self.client.get(address).status_code == 200
        with self.in_school(A):
            page.unpublish()
        assert self.client.get(address).status_code == 404

    def test_a_file_of_a_private_page_is_private(self):
        from wagtail.models import PageViewRestriction

        with self.in_school(A):
            page, address = self.attached()
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert self.client.get(address).status_code == 404

    def test_a_signed_in_stranger_from_another_school_gets_nothing(self):
        attachment = factories.AttachmentFactory()
        assert self.client_for("truong-b").get(attachment.url).status_code == 404

    def test_control_the_attachment_is_there(self):
        assert Attachment.objects.count() == 0
