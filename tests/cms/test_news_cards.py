"""The cards of a school's news in public: written by it alone, gone when the article is."""

import io
from unittest import mock

from django.core.files.storage import storages
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from cms.core import outbox
from cms.core.models import OutboxEvent
from cms.news import read_models
from cms.news.models import NewsPage
from cms.shared.models import NewsCard
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, cards, host_of, in_school, run_tasks
from tests.permissions.things import begin_ids_at


class TestCards(SchoolTestCase):
    def publish(self, school: str = A, **fields) -> NewsPage:
        with in_school(school):
            page = factories.NewsPageFactory(**fields)
        run_tasks()
        return page

    def test_a_published_article_appears_with_all_it_has(self):
        category = factories.CategoryFactory(title="Thể thao")
        page = self.publish(
            title="Hội khỏe",
            slug="hoi-khoe",
            summary="Vui",
            category=category,
            cover=factories.PictureFactory(),
            cover_alt="Sân trường",
        )
        card = NewsCard.objects.get()
        assert (card.title, card.summary, card.category, card.cover_alt) == (
            "Hội khỏe",
            "Vui",
            "Thể thao",
            "Sân trường",
        )
        assert (card.school.slug, card.page_id, card.date) == (A, page.pk, page.date)
        assert card.url == f"http://{host_of(A)}/tin-tuc/hoi-khoe/"
        assert storages["shared"].exists(card.cover_file)
        assert card.cover_file.startswith("s_truong_a/")
        assert OutboxEvent.objects.count() == 0

    def test_the_portal_shows_it_and_its_picture(self):
        self.publish(title="Hội khỏe", cover=factories.PictureFactory(), cover_is_decorative=True)
        text = self.client_for(PORTAL).get("/").content.decode()
        assert "Hội khỏe" in text
        assert f"http://{host_of(A)}/tin-tuc/" in text
        card = NewsCard.objects.get()
        assert card.cover_url in text
        assert self.client_for(PORTAL).get(card.cover_url).status_code == 200

    def test_a_change_changes_the_card_and_makes_no_second(self):
        page = self.publish(title="Cũ")
        page.title = "Mới"
        page.save_revision().publish()
        run_tasks()
        assert cards() == ["Mới"]

    def test_whatever_hides_the_article_removes_the_card(self):
        def unpublish(page):
            page.unpublish()

        def delete(page):
            page.delete()

        def restrict(page):
            PageViewRestriction.objects.create(page=page, restriction_type="login")

        def restrict_above(page):
            PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")

        for hide in (unpublish, delete, restrict, restrict_above):
            with self.subTest(how=hide.__name__):
                page = self.publish(title=hide.__name__)
                assert hide.__name__ in cards()
                hide(page)
                run_tasks()
                assert hide.__name__ not in cards()

    def test_a_draft_never_had_one(self):
        self.publish(live=False)
        assert cards() == []

    def test_an_article_below_an_unpublished_list_is_not_shown(self):
        """Its address is reachable only as long as each page is published by itself."""
        page = self.publish(title="Bài")
        factories.news_index().unpublish()
        run_tasks()
        status = self.client.get(page.get_url()).status_code
        assert cards() == ([] if status == 404 else ["Bài"])

    def test_a_moved_list_moves_the_addresses(self):
        self.publish(slug="bai")
        index = factories.news_index()
        index.slug = "ban-tin"
        index.save_revision().publish()
        run_tasks()
        assert NewsCard.objects.get().path == "/ban-tin/bai/"
        assert self.client.get("/ban-tin/bai/").status_code == 200

    def test_the_portals_own_news_make_no_card(self):
        self.publish(PORTAL, title="Tin của cổng")
        assert cards() == []
        assert "Tin của cổng" in self.client_for(PORTAL).get("/").content.decode()

    def test_a_school_not_in_service_is_not_shown(self):
        self.publish(title="Bài của A")
        School.objects.filter(slug=A).update(status="suspended")
        assert "Bài của A" not in self.client_for(PORTAL).get("/").content.decode()

    def test_working_off_twice_or_late_gives_the_same(self):
        page = self.publish(title="Bài")
        outbox.record(page)
        outbox.record(page)
        assert outbox.work_off() == 2
        assert outbox.work_off() == 0
        assert cards() == ["Bài"]

    def test_a_lost_picture_keeps_no_article_from_the_portal(self):
        picture = factories.PictureFactory()
        picture.file.storage.delete(picture.file.name)
        self.publish(title="Bài", cover=picture, cover_alt="x")
        assert NewsCard.objects.get().cover_file == ""

    def test_one_broken_article_is_tried_again_and_the_error_is_known(self):
        with (
            mock.patch.object(read_models.NewsCard.objects, "update_or_create", side_effect=ValueError("hỏng")),
            self.assertLogs("django_tasks", "ERROR"),
        ):
            self.publish(title="Bài")
        row = DBTaskResult.objects.get(task_path="cms.core.outbox.work_off_outbox")
        assert row.status == "READY"
        # A new school also has pages of its first day to tell of.
        assert OutboxEvent.objects.filter(model="news.newspage").count() == 1
        outbox.work_off()
        assert cards() == ["Bài"]


class TestTwoSchools(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.pages = {}
        for slug in (A, B):
            with in_school(slug):
                # Equal ids in both.
                begin_ids_at(8000)
                cls.pages[slug] = factories.NewsPageFactory(title=f"Bài của {slug}", slug="bai")
                assert cls.pages[slug].pk == 8001
        run_tasks()

    def test_equal_ids_are_two_cards(self):
        assert cards() == ["Bài của truong-a", "Bài của truong-b"]

    def test_a_school_changes_its_own_card_only(self):
        with in_school(A):
            page = NewsPage.objects.get(pk=8001)
            page.title = "Mới"
            page.save_revision().publish()
        run_tasks()
        assert (cards(A), cards(B)) == (["Mới"], ["Bài của truong-b"])

    def test_a_school_removes_its_own_card_only(self):
        with in_school(A):
            NewsPage.objects.get(pk=8001).delete()
        run_tasks()
        assert (cards(A), cards(B)) == ([], ["Bài của truong-b"])

    def test_rebuilding_one_school_leaves_the_other(self):
        NewsCard.objects.update(title="Sai")
        call_command("rebuild_shared", "--slug", A, stdout=io.StringIO())
        assert (cards(A), cards(B)) == (["Bài của truong-a"], ["Sai"])
