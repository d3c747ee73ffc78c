"""The list of documents and each document: what visitors find, read and download."""

import datetime as dt

from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase

from cms.core.models import BasePage
from cms.documents.models import (
    DocumentField,
    DocumentIndexPage,
    DocumentKind,
    DocumentRelation,
    OfficialDocumentPage,
)
from cms.documents.models.page import Status
from cms.home.models import PortalHomePage, SchoolHomePage
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, listening
from tests.cms.documents.admin_forms import form_of

TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


def kind(slug: str) -> DocumentKind:
    return DocumentKind.objects.get(slug=slug)


def numbers(response) -> list[str]:
    return [document.number for document in response.context["page_obj"]]


class TestLaying(SchoolTestCase):
    def test_every_site_has_the_list_and_its_headings_from_day_one(self):
        for slug in (A, B, PORTAL):
            with self.in_school(slug):
                assert DocumentIndexPage.objects.get().slug == "van-ban"
                assert DocumentKind.objects.first().title == "Luật"
                assert DocumentKind.objects.filter(slug=DocumentKind.SITE_REGULATION).exists()
                assert DocumentField.objects.count() > 5
            assert self.client_for(slug).get("/van-ban/").status_code == 200


class TestTypes(SchoolTestCase, WagtailPageTestCase):
    def test_where_they_stand(self):
        assert set(OfficialDocumentPage.allowed_parent_page_models()) == {DocumentIndexPage}
        assert set(DocumentIndexPage.allowed_parent_page_models()) == {SchoolHomePage, PortalHomePage}
        assert set(DocumentIndexPage.allowed_subpage_models()) == {OfficialDocumentPage}
        assert not DocumentIndexPage.can_create_at(factories.home())

    def test_they_answer_to_visitors_and_editors(self):
        page = factories.DocumentPageFactory()
        for each in (page, factories.document_index()):
            self.assertPageIsRoutable(each)
            assert self.client_for(A).get(each.get_url()).templates[0].name == each.template
        self.client = self.client_for(A, factories.superuser())
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(factories.document_index())
        self.assertPageIsEditable(page, post_data=form_of(page))
        self.assertPageIsPreviewable(page, post_data=form_of(page))


class TestSearch(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        make = factories.DocumentPageFactory
        make(
            number="123/QĐ-UBND",
            title="Phê duyệt kế hoạch tuyển sinh đầu cấp",
            kind=kind("quyet-dinh"),
            field=DocumentField.objects.get(slug="tuyen-sinh"),
            date=dt.date(2026, 3, 1),
        )
        make(
            number="2123/SGDĐT-VP",
            title="Tổ chức Ngày hội Đọc sách",
            kind=kind("cong-van"),
            issuing_body="Sở Giáo dục và Đào tạo",
            date=dt.date(2025, 9, 1),
        )
        make(number="07/TB-THPH", title="Lịch nghỉ Tết", kind=kind("thong-bao"), date=dt.date(2026, 1, 5))

    def found(self, **parameters: str) -> list[str]:
        return numbers(self.client.get("/van-ban/", parameters))

    def test_newest_first(self):
        assert self.found() == ["123/QĐ-UBND", "07/TB-THPH", "2123/SGDĐT-VP"]

    def test_by_number_however_it_is_typed(self):
        for query in ("123", "123/QĐ-UBND", "123/qd-ubnd", "123 qd ubnd", "123QĐUBND", "qd-ubnd", "QDUBND", "qđ"):
            assert self.found(q=query) == ["123/QĐ-UBND"], query
        assert self.found(q="2123") == ["2123/SGDĐT-VP"]
        assert self.found(q="07") == ["07/TB-THPH"]

    def test_by_words_without_accents_in_any_order(self):
        for query in ("tuyen sinh", "TUYỂN SINH", "sinh tuyển phe duyet", "uy ban nhan dan tuyen", "quyet dinh"):
            assert self.found(q=query) == ["123/QĐ-UBND"], query
        assert self.found(q="doc sach") == ["2123/SGDĐT-VP"]

    def test_composed_and_decomposed_letters_find_the_same(self):
        import unicodedata

        for form in ("NFC", "NFD"):
            assert self.found(q=unicodedata.normalize(form, "Lịch nghỉ Tết")) == ["07/TB-THPH"]

    def test_filters(self):
        assert self.found(loai="cong-van") == ["2123/SGDĐT-VP"]
        assert self.found(nam="2025") == ["2123/SGDĐT-VP"]
        assert self.found(**{"linh-vuc": "tuyen-sinh"}) == ["123/QĐ-UBND"]
        assert self.found(**{"co-quan": "Sở Giáo dục và Đào tạo"}) == ["2123/SGDĐT-VP"]
        assert self.found(q="123", nam="2025") == []

    def test_only_what_some_document_has_can_be_chosen(self):
        options = self.client.get("/van-ban/").context["options"]
        assert [slug for slug, _title in options.kinds] == ["quyet-dinh", "cong-van", "thong-bao"]
        assert [year for year, _title in options.years] == ["2026", "2025"]

    def test_hostile_and_foolish_input_is_answered(self):
        for value in ("%", "_", "'", "\x00", "\\", "x" * 5000, "<script>alert(1)</script>", "٣"):
            for name in ("q", "loai", "linh-vuc", "co-quan", "nam", "hieu-luc", "trang"):
                response = self.client.get("/van-ban/", {name: value})
                assert response.status_code == 200
                assert "<script>alert" not in response.content.decode()

    def test_pages_of_the_list_keep_the_filters(self):
        for _ in range(21):
            factories.DocumentPageFactory(kind=kind("bao-cao"))
        response = self.client.get("/van-ban/?loai=bao-cao")
        assert len(numbers(response)) == 20
        assert 'href="?loai=bao-cao&amp;trang=2"' in response.content.decode()
        assert len(numbers(self.client.get("/van-ban/?loai=bao-cao&trang=2"))) == 1

    def test_nothing_found_says_what_to_do(self):
        assert "Không tìm thấy văn bản" in self.client.get("/van-ban/?q=khongco").content.decode()

    def test_drafts_and_private_documents_are_not_listed(self):
        factories.DocumentPageFactory(number="888/NHAP", live=False)
        private = factories.DocumentPageFactory(number="999/KIN")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        assert len(self.found()) == 3
        assert self.found(q="888") == self.found(q="999") == []


class TestStatus(SchoolTestCase):
    def status(self, **fields) -> str:
        return factories.DocumentPageFactory(**fields).status

    def test_it_follows_the_dates(self):
        assert self.status() == Status.IN_FORCE
        assert self.status(effective_on=TODAY) == Status.IN_FORCE
        assert self.status(effective_on=TODAY + DAY) == Status.NOT_YET
        assert self.status(expires_on=TODAY + DAY) == Status.IN_FORCE
        assert self.status(expires_on=TODAY) == Status.EXPIRED

    def replace(self, old, **fields):
        new = factories.DocumentPageFactory(**fields)
        new.relations.add(DocumentRelation(kind="replaces", target=old))
        new.save()
        return new

    def test_a_replaced_document_says_so_once_the_other_one_holds(self):
        old = factories.DocumentPageFactory()
        new = self.replace(old, effective_on=TODAY + DAY)
        assert old.status == Status.IN_FORCE
        new.effective_on = TODAY
        new.save()
        old = OfficialDocumentPage.objects.get(pk=old.pk)
        assert old.status == Status.REPLACED

    def test_a_draft_replaces_nothing(self):
        old = factories.DocumentPageFactory()
        self.replace(old, live=False)
        assert old.status == Status.IN_FORCE

    def test_an_amended_document_still_holds(self):
        old, new = factories.DocumentPageFactory(), factories.DocumentPageFactory()
        new.relations.add(DocumentRelation(kind="amends", target=old))
        new.save()
        assert old.status == Status.IN_FORCE

    def test_the_list_can_show_only_what_holds(self):
        old = factories.DocumentPageFactory(number="1/CU")
        self.replace(old, number="2/MOI")
        factories.DocumentPageFactory(number="3/HET", expires_on=TODAY)
        factories.DocumentPageFactory(number="4/CHUA", effective_on=TODAY + DAY)
        assert numbers(self.client.get("/van-ban/?hieu-luc=con")) == ["2/MOI"]
        assert len(numbers(self.client.get("/van-ban/"))) == 4

    def test_both_pages_name_each_other(self):
        old = factories.DocumentPageFactory(number="1/CU")
        new = self.replace(old, number="2/MOI")
        for page, heading, other in ((new, "Thay thế", "1/CU"), (old, "Được thay thế bởi", "2/MOI")):
            groups = self.client.get(page.get_url()).context["relations"]
            assert [(g.heading, [d.number for d in g.documents]) for g in groups] == [(heading, [other])]
        new.unpublish()
        assert self.client.get(old.get_url()).context["relations"] == []

    def test_the_days_on_which_it_changes_void_what_is_kept(self):
        from django_tasks_db.models import DBTaskResult

        page = factories.DocumentPageFactory(live=False, effective_on=TODAY + DAY, expires_on=TODAY + 5 * DAY)
        page.save_revision().publish()
        due = DBTaskResult.objects.filter(task_path="cms.documents.tasks.announce_day").values_list(
            "run_after", flat=True
        )
        assert sorted(timezone.localdate(moment) for moment in due) == [TODAY + DAY, TODAY + 5 * DAY]


class TestFiles(SchoolTestCase):
    def document(self, **fields) -> OfficialDocumentPage:
        defaults = {"number": "123/QĐ-UBND", "title": "Về việc Đổi mới", "content": b"%PDF-1.7 noi dung"}
        return factories.DocumentPageFactory(**{**defaults, **fields})

    def address(self, page) -> str:
        return page.files.first().url

    def test_the_link_says_kind_and_size_and_the_file_has_a_telling_name(self):
        page = self.document()
        text = self.client.get(page.get_url()).content.decode()
        assert self.address(page) in text
        assert "PDF" in text
        response = self.client.get(self.address(page))
        assert b"".join(response.streaming_content) == b"%PDF-1.7 noi dung"
        assert response["Content-Disposition"] == 'inline; filename="123-qd-ubnd-ve-viec-doi-moi.pdf"'
        assert response["Content-Type"] == "application/pdf"
        assert "private" in response["Cache-Control"]

    def test_behind_nginx_the_file_is_named_not_read(self):
        page = self.document()
        with self.settings(PROXY_SENDS_FILES=True):
            response = self.client.get(self.address(page))
        assert response["X-Accel-Redirect"].startswith("/_private/media/s_truong_a/documents/")

    def test_a_draft_or_private_document_gives_no_file(self):
        draft = self.document(live=False)
        assert self.client.get(self.address(draft)).status_code == 404
        page = self.document(slug="kin")
        address = self.address(page)
        page.unpublish()
        assert self.client.get(address).status_code == 404
        page.save_revision().publish()
        assert self.client.get(address).status_code == 200
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        response = self.client.get(address)
        assert not response.streaming
        assert b"noi dung" not in response.content

    def test_only_its_own_files_are_below_a_page(self):
        page, other = self.document(), self.document(slug="khac", live=False)
        for path in (
            f"tep/{other.files.first().attachment_id}/",
            "tep/999999/",
            "tep/x/",
            "tep/",
            "tep/1/2/",
            "tep/²/",
        ):
            assert self.client.get(page.get_url() + path).status_code == 404, path

    def test_another_school_gives_nothing(self):
        address = self.address(self.document())
        for slug in (B, PORTAL):
            assert self.client_for(slug).get(address).status_code == 404

    def test_a_lost_file_is_a_404(self):
        page = self.document()
        stored = page.files.first().attachment.file
        stored.storage.delete(stored.name)
        assert self.client.get(self.address(page)).status_code == 404
        assert self.client.get(page.get_url()).status_code == 200


class TestList(SchoolTestCase):
    def test_other_apps_list_documents_by_their_number(self):
        page = factories.DocumentPageFactory(number="5/KH", abstract="Trích yếu đầy đủ " * 40)
        base = BasePage.objects.get(pk=page.pk)
        assert base.list_label == "5/KH"
        assert len(base.summary) <= 300

    def test_a_renamed_kind_is_found_by_its_new_name(self):
        heading = kind("bao-cao")
        factories.DocumentPageFactory(number="6/BC", kind=heading)
        heading.title = "Tờ khai"
        heading.save()
        assert numbers(self.client.get("/van-ban/?q=to+khai")) == ["6/BC"]


class TestCost(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        pages = [factories.DocumentPageFactory(kind=kind("cong-van"), slug=f"vb-{n}") for n in range(25)]
        pages[1].relations.add(DocumentRelation(kind="replaces", target=pages[0]))
        pages[1].save()

    def cost(self, path: str) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert self.client.get(path).status_code == 200
        return len(queries)

    def test_list(self):
        assert self.cost("/van-ban/") <= 12
        assert self.cost("/van-ban/?q=kiem+tra&loai=cong-van&hieu-luc=con&trang=2") <= 12

    def test_document(self):
        assert self.cost("/van-ban/vb-0/") <= 12

    def test_a_kept_page_costs_nothing(self):
        for path in ("/van-ban/", "/van-ban/vb-0/"):
            with listening():
                self.client.get(path)
                with self.assertNumQueries(0):
                    assert self.client.get(path)["X-Page-Cache"] == "hit"
