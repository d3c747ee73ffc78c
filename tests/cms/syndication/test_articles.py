"""Articles between the portal and the schools: offered, accepted, kept in step, withdrawn."""

import re

from django.core.files.storage import storages
from django_tasks_db.models import DBTaskResult

from cms.core.requirements import State, registered
from cms.news.models import NewsPage
from cms.shared.models import Delivery, NewsCard, SharedArticle
from cms.syndication import services
from cms.syndication.models import CopyPage, Decision, Offer
from tenants import lifecycle
from tenants.models import PORTAL_SCHEMA, School
from tests import factories
from tests.base import (
    PORTAL,
    A,
    B,
    SchoolTestCase,
    ScratchTestCase,
    client_for,
    host_of,
    in_school,
    run_tasks,
    run_together,
)

INBOX = "/quan-tri/chia-se/"
SCHEMA_A, SCHEMA_B = "s_truong_a", "s_truong_b"


def settle() -> None:
    """Until the workers have nothing left: a task may enqueue others."""
    while run_tasks():
        pass


def article_with_pictures(**kwargs) -> NewsPage:
    picture = factories.PictureFactory()
    return factories.NewsPageFactory(
        cover=factories.PictureFactory(file__color="navy"),
        cover_alt="Sân trường",
        body=[
            ("paragraph", '<p>Đoạn mở đầu, <a href="/tin-tuc/">xem thêm</a>.</p>'),
            ("picture", {"image": picture, "alt": "Lớp học", "decorative": False, "caption": "Chú thích"}),
        ],
        **kwargs,
    )


class Case(SchoolTestCase):
    """Starts at the portal."""

    slug = PORTAL

    def sign_in(self, slug: str, role=factories.approver):
        with in_school(slug):
            return client_for(slug, role())

    def offered(self, receivers=(SCHEMA_A,), automatic=False, **kwargs) -> NewsPage:
        page = article_with_pictures(**{"title": "Tuần lễ đọc sách", **kwargs})
        services.offer(page, receivers, None, automatic=automatic)
        settle()
        return page

    def key(self) -> str:
        return str(SharedArticle.objects.get().pk)

    def accept(self, slug: str = A, **data: str):
        return self.sign_in(slug).post(f"{INBOX}bai/{self.key()}/", {"accept": "1", **data})

    def read(self, slug: str = A) -> str:
        with in_school(slug):
            copy = CopyPage.objects.get()
            path = copy.get_url()
        answer = client_for(slug).get(re.sub(r"^http://[^/]*", "", path))
        return answer.content.decode() if answer.status_code == 200 else ""


class TestThePortalOffers(Case):
    def test_only_those_it_was_sent_to_see_it(self):
        self.offered()
        assert "Tuần lễ đọc sách" in self.sign_in(A).get(INBOX).content.decode()
        assert "Tuần lễ đọc sách" not in self.sign_in(B).get(INBOX).content.decode()
        assert self.sign_in(B).get(f"{INBOX}bai/{self.key()}/").status_code == 404
        assert self.sign_in(B).post(f"{INBOX}bai/{self.key()}/", {"accept": "1"}).status_code == 404

    def test_nothing_is_published_before_somebody_accepts(self):
        self.offered()
        with in_school(A):
            assert not CopyPage.objects.exists()

    def test_an_accepted_article_stands_in_the_news_with_source_and_canonical_address(self):
        page = self.offered()
        assert self.accept().status_code == 302
        text = self.read()
        original = f"http://{host_of(PORTAL)}"
        assert re.search(rf'rel="canonical" href="{original}[^"]*{page.slug}/"', text)
        assert "Phòng Giáo dục thử nghiệm" in text
        assert "Đoạn mở đầu" in text
        assert "Chú thích" in text
        assert "Tuần lễ đọc sách" in client_for(A).get("/tin-tuc/").content.decode()
        assert "Tuần lễ đọc sách" in client_for(A).get("/").content.decode()
        assert "tuan-le-doc-sach" not in client_for(A).get("/sitemap.xml").content.decode()

    def test_links_lead_to_the_original_site_and_pictures_are_served_by_the_schools_own_host(self):
        self.offered()
        self.accept()
        text = self.read()
        assert re.search(rf'href="http://{host_of(PORTAL)}(:\d+)?/tin-tuc/"', text)
        pictures = re.findall(r'src="(/media-chung/portal/articles/[^"]+)"', text)
        assert pictures
        assert client_for(A).get(pictures[0]).status_code == 200
        with in_school(A):
            assert CopyPage.objects.get().cover.file_hash

    def test_an_editor_cannot_decide(self):
        self.offered()
        client = self.sign_in(A, factories.editor)
        assert client.get(f"{INBOX}bai/{self.key()}/").status_code == 200
        client.post(f"{INBOX}bai/{self.key()}/", {"accept": "1"})
        with in_school(A):
            assert not CopyPage.objects.exists()

    def test_accepting_twice_makes_one_copy(self):
        self.offered()
        self.accept()
        self.accept()
        with in_school(A):
            assert CopyPage.objects.count() == 1

    def test_the_office_sees_who_published_it_and_where(self):
        self.offered()
        self.accept()
        settle()
        delivery = Delivery.objects.get()
        assert delivery.state == "accepted"
        assert delivery.copy_url.startswith(f"http://{host_of(A)}")
        offer = Offer.objects.get()
        text = self.sign_in(PORTAL).get(f"{INBOX}da-gui/{offer.pk}/").content.decode()
        assert delivery.copy_url in text

    def test_declining_needs_a_reason_that_the_sender_reads(self):
        self.offered()
        client = self.sign_in(A)
        answer = client.post(f"{INBOX}bai/{self.key()}/", {"decline": "1", "reason": ""})
        assert answer.status_code == 200
        client.post(f"{INBOX}bai/{self.key()}/", {"decline": "1", "reason": "Trường đã có bài tương tự."})
        settle()
        offer = Offer.objects.get()
        assert "Trường đã có bài tương tự." in self.sign_in(PORTAL).get(f"{INBOX}da-gui/{offer.pk}/").content.decode()
        with in_school(A):
            assert not CopyPage.objects.exists()

    def test_a_directive_comes_in_by_itself_and_only_where_it_was_sent(self):
        self.offered((SCHEMA_A,), automatic=True)
        assert "Đoạn mở đầu" in self.read()
        with in_school(B):
            assert not CopyPage.objects.exists()

    def test_the_form_sends_by_kind(self):
        page = article_with_pictures()
        client = self.sign_in(PORTAL)
        assert client.get(f"{INBOX}gui/{page.pk}/").status_code == 200
        assert client.post(f"{INBOX}gui/{page.pk}/", {}).status_code == 200
        assert not Offer.objects.exists()
        assert client.post(f"{INBOX}gui/{page.pk}/", {"kinds": ["preschool"]}).status_code == 302
        assert Offer.objects.get().receivers == [SCHEMA_B]

    def test_no_check_misses_a_copy_in_the_sitemap(self):
        self.offered()
        self.accept()
        with in_school(A) as school:
            assert registered()["fn-sitemap"](school).state == State.PASSED

    def test_a_copy_is_no_news_of_the_school_on_the_portal(self):
        self.offered()
        self.accept()
        settle()
        assert not NewsCard.objects.filter(title="Tuần lễ đọc sách").exists()


class TestInStep(Case):
    def test_a_change_of_the_original_reaches_the_copy(self):
        page = self.offered()
        self.accept()
        page.title = "Tuần lễ đọc sách (sửa)"
        page.save_revision().publish()
        settle()
        assert "Tuần lễ đọc sách (sửa)" in self.read()

    def test_the_category_of_the_copy_is_the_schools_own_and_stays(self):
        page = self.offered()
        with in_school(A):
            category = factories.CategoryFactory(title="Chuyện đọc")
        self.accept(category=str(category.pk))
        page.title = "Tiêu đề mới"
        page.save_revision().publish()
        settle()
        with in_school(A):
            copy = CopyPage.objects.get()
            assert (copy.title, copy.list_label) == ("Tiêu đề mới", "Chuyện đọc")
            category.title = "Đổi tên"
            category.save()
            assert CopyPage.objects.get().list_label == "Đổi tên"

    def test_nothing_is_queued_when_nothing_has_changed(self):
        page = self.offered()
        self.accept()
        settle()
        page.save_revision().publish()
        run_tasks()
        assert not DBTaskResult.objects.filter(task_path__endswith="bring_in_step", status="READY").exists()

    def test_a_withdrawn_original_vanishes_and_comes_back_with_it(self):
        page = self.offered()
        self.accept()
        settle()
        page.unpublish()
        settle()
        assert self.read() == ""
        page.refresh_from_db()
        page.save_revision().publish()
        settle()
        assert "Đoạn mở đầu" in self.read()

    def test_a_deleted_original_and_a_withdrawn_offer_take_the_copy_along(self):
        page = self.offered()
        self.accept()
        settle()
        services.withdraw(Offer.objects.get(), None)
        settle()
        assert self.read() == ""
        services.offer(page, [SCHEMA_A], None)
        settle()
        assert self.read() != ""
        page.delete()
        settle()
        assert self.read() == ""

    def test_a_copy_that_the_school_takes_down_or_deletes_stays_away(self):
        page = self.offered()
        self.accept()
        settle()
        with in_school(A):
            CopyPage.objects.get().unpublish()
        page.title = "Bản mới"
        page.save_revision().publish()
        settle()
        assert self.read() == ""
        with in_school(A):
            CopyPage.objects.get().delete()
        page.title = "Bản mới hơn"
        page.save_revision().publish()
        settle()
        with in_school(A):
            assert not CopyPage.objects.exists()
        assert Delivery.objects.get().state == "removed"

    def test_scripts_and_foreign_pictures_do_not_cross(self):
        page = article_with_pictures()
        NewsPage.objects.filter(pk=page.pk).update(
            body='[{"type": "paragraph", "value": "<p>Chào <script>alert(1)</script><img src=\\"http://evil/x.png\\"></p>"}]'
        )
        services.offer(page, [SCHEMA_A], None)
        settle()
        html = SharedArticle.objects.get().html
        assert "script" not in html
        assert "evil" not in html


class TestASchoolProposes(Case):
    slug = A

    def propose(self) -> NewsPage:
        page = article_with_pictures(title="Vườn rau của bé")
        client = self.sign_in(A)
        assert client.get(f"{INBOX}gui/{page.pk}/").status_code == 200
        assert client.post(f"{INBOX}gui/{page.pk}/").status_code == 302
        settle()
        return page

    def test_the_portals_editors_see_it_and_accept_it(self):
        page = self.propose()
        assert "Vườn rau của bé" in self.sign_in(PORTAL).get(INBOX).content.decode()
        assert "Vườn rau của bé" not in self.sign_in(B).get(INBOX).content.decode()
        self.accept(PORTAL)
        text = self.read(PORTAL)
        assert re.search(rf'rel="canonical" href="http://{host_of(A)}[^"]*{page.slug}/"', text)
        assert "Vườn rau của bé" in client_for(PORTAL).get("/").content.decode()

    def test_the_school_reads_why_it_was_declined(self):
        self.propose()
        self.sign_in(PORTAL).post(f"{INBOX}bai/{self.key()}/", {"decline": "1", "reason": "Ảnh quá nhỏ."})
        settle()
        offer = Offer.objects.get()
        assert "Ảnh quá nhỏ." in self.sign_in(A).get(f"{INBOX}da-gui/{offer.pk}/").content.decode()

    def test_a_draft_cannot_be_proposed_nor_can_an_editor_propose(self):
        draft = factories.NewsPageFactory(live=False)
        assert self.sign_in(A).post(f"{INBOX}gui/{draft.pk}/").status_code == 404
        page = factories.NewsPageFactory()
        self.sign_in(A, factories.editor).post(f"{INBOX}gui/{page.pk}/")
        assert not Offer.objects.exists()

    def test_the_button_stands_at_published_articles_of_those_who_publish(self):
        page = factories.NewsPageFactory()
        edit = f"/quan-tri/pages/{page.pk}/edit/"
        assert f"{INBOX}gui/{page.pk}/" in self.sign_in(A).get(edit).content.decode()
        assert f"{INBOX}gui/{page.pk}/" not in self.sign_in(A, factories.editor).get(edit).content.decode()

    def test_a_school_cannot_make_another_school_publish(self):
        page = factories.NewsPageFactory(title="Chỉ đạo giả")
        services.offer(page, [SCHEMA_B], None, automatic=True)
        settle()
        with in_school(B):
            assert not CopyPage.objects.exists()

    def test_a_suspended_school_gets_nothing(self):
        School.objects.filter(slug=B).update(status="suspended")
        with in_school(PORTAL):
            page = factories.NewsPageFactory()
            services.offer(page, [SCHEMA_B], None)
        settle()
        assert not Delivery.objects.exists()


class TestAGiverOutOfService(Case):
    """What a school gave is shown as long as the school is in service."""

    def setUp(self):
        with in_school(A):
            self.page = factories.NewsPageFactory(title="Vườn rau của bé")
            services.offer(self.page, [PORTAL_SCHEMA, SCHEMA_B], None)
        settle()
        for slug in (PORTAL, B):
            assert self.accept(slug).status_code == 302
        settle()
        assert self.shown() == [True, True]

    def shown(self) -> list[bool]:
        found = []
        for slug in (PORTAL, B):
            with in_school(slug):
                found.append(CopyPage.objects.get().live)
        return found

    def giver(self) -> School:
        return self.school_row(A)

    def test_suspended_it_shows_nothing_elsewhere_and_all_of_it_when_it_is_back(self):
        lifecycle.suspend(self.giver(), "Đang chuyển trường", by="test")
        settle()
        assert self.shown() == [False, False]
        lifecycle.resume(self.giver(), by="test")
        settle()
        assert self.shown() == [True, True]

    def test_archived_it_shows_nothing_elsewhere(self):
        lifecycle.archive(self.giver(), by="test")
        settle()
        assert self.shown() == [False, False]

    def test_deleted_at_once_its_copies_go_although_its_own_tasks_never_ran(self):
        lifecycle.archive(self.giver(), by="test")
        DBTaskResult.objects.all().delete()
        with in_school("public"):
            School.objects.get(slug=A).delete()
        settle()
        assert not SharedArticle.objects.exists()
        assert self.shown() == [False, False]

    def test_a_receiver_that_was_away_meanwhile_catches_up(self):
        lifecycle.suspend(self.school_row(B), "Đang sửa chữa", by="test")
        lifecycle.archive(self.giver(), by="test")
        settle()
        assert self.shown() == [False, True]
        lifecycle.resume(self.school_row(B), by="test")
        settle()
        assert self.shown() == [False, False]


class TestEditingACopy(Case):
    def test_the_form_offers_the_category_and_nothing_else_to_change(self):
        self.offered()
        self.accept()
        with in_school(A):
            copy = CopyPage.objects.get()
        client = self.sign_in(A)
        text = client.get(f"/quan-tri/pages/{copy.pk}/edit/").content.decode()
        assert 'name="category"' in text
        assert 'name="title"' not in text
        with in_school(A):
            category = factories.CategoryFactory(title="Đọc")
        client.post(
            f"/quan-tri/pages/{copy.pk}/edit/",
            {"category": category.pk, "title": "Giả", "html": "Giả", "action-publish": "1"},
        )
        with in_school(A):
            copy = CopyPage.objects.get()
            assert (copy.title, copy.list_label) == ("Tuần lễ đọc sách", "Đọc")
            assert "Giả" not in copy.html

    def test_nobody_makes_one_by_hand(self):
        with in_school(A):
            index = factories.news_index()
        text = self.sign_in(A).get(f"/quan-tri/pages/{index.pk}/add_subpage/").content.decode()
        assert "copypage" not in text


class TestTogether(ScratchTestCase):
    def test_two_who_accept_at_once_make_one_copy(self):
        with in_school(PORTAL):
            services.offer(factories.NewsPageFactory(), [SCHEMA_A], None)
        settle()

        def accept() -> None:
            with in_school(A):
                services.accept(SharedArticle.objects.select_related("giver").get(), None)

        run_together(accept, accept)
        with in_school(A):
            assert CopyPage.objects.count() == 1
            assert Decision.objects.count() == 1


def test_shared_storage_keeps_what_is_private():
    """Served to nobody by address: files of directives."""
    from django.core.files.base import ContentFile

    name = storages["shared"].save("portal/private/x/1.webp", ContentFile(b"x"))
    assert client_for(A).get(f"/media-chung/{name}").status_code == 404
