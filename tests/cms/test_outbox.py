"""From a school's change to its rows in public: nothing lost, nothing of others touched."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import PageViewRestriction

from cms.core import outbox
from cms.core.models import OutboxEvent
from cms.news.models import NewsPage
from cms.shared.models import NewsCard
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks


def titles() -> list[str]:
    return list(NewsCard.objects.order_by("title").values_list("title", flat=True))


class CardsFollowTheirPages(SchoolTestCase):
    def publish(self, **kwargs) -> NewsPage:
        page = factories.NewsPageFactory(**kwargs)
        run_tasks()
        return page

    def test_a_published_article_gets_a_card(self):
        page = self.publish(title="Hội xuân", cover=factories.PictureFactory(), cover_alt="Sân trường ngày hội")
        card = NewsCard.objects.get()
        assert (card.page_id, card.title, card.school.slug) == (page.pk, "Hội xuân", A)
        assert card.url == f"http://{A}.tptdm.localhost{page.url}"
        assert card.cover_alt == "Sân trường ngày hội"
        assert self.client_for(PORTAL).get(card.cover_url)["Content-Type"] == "image/webp"

    def test_a_draft_gets_none(self):
        self.publish(live=False)
        assert titles() == []

    def test_unpublishing_removes_the_card(self):
        page = self.publish()
        page.unpublish()
        run_tasks()
        assert titles() == []

    def test_deleting_removes_the_card(self):
        self.publish().delete()
        run_tasks()
        assert titles() == []

    def test_deleting_the_section_removes_the_cards_below_it(self):
        self.publish()
        factories.news_index().delete()
        run_tasks()
        assert titles() == []

    def test_restricting_the_page_or_its_section_removes_the_card_until_it_is_lifted(self):
        page = self.publish()
        for restricted in (page, factories.news_index()):
            restriction = PageViewRestriction.objects.create(page=restricted, restriction_type="login")
            run_tasks()
            assert titles() == [], restricted
            restriction.delete()
            run_tasks()
            assert titles() == [page.title], restricted

    def test_a_new_title_and_address_reach_the_card(self):
        page = self.publish()
        page.title, page.slug = "Tên mới", "ten-moi"
        page.save_revision().publish()
        run_tasks()
        card = NewsCard.objects.get()
        assert (card.title, card.path) == ("Tên mới", "/tin-tuc/ten-moi/")

    def test_a_new_address_of_the_section_reaches_the_cards_below_it(self):
        self.publish(slug="bai")
        index = factories.news_index()
        index.slug = "ban-tin"
        index.save_revision().publish()
        run_tasks()
        assert NewsCard.objects.get().path == "/ban-tin/bai/"

    def test_saving_a_draft_of_a_published_article_says_nothing(self):
        page = self.publish()
        OutboxEvent.objects.all().delete()
        page.title = "Chưa duyệt"
        page.save_revision()
        assert not OutboxEvent.objects.exists()
        run_tasks()
        assert titles() != ["Chưa duyệt"]

    def test_what_is_rolled_back_leaves_nothing(self):
        with transaction.atomic():
            factories.NewsPageFactory()
            transaction.set_rollback(True)
        assert not OutboxEvent.objects.exists()
        run_tasks()
        assert titles() == []

    def test_a_lost_picture_does_not_keep_the_article_from_the_portal(self):
        picture = factories.PictureFactory()
        picture.file.storage.delete(picture.file.name)
        self.publish(cover=picture, cover_alt="Ảnh đã mất")
        assert NewsCard.objects.get().cover_file == ""

    def test_working_off_twice_changes_nothing(self):
        page = self.publish()
        before = list(NewsCard.objects.values())
        outbox.record(page)
        outbox.record(page)
        run_tasks()
        assert list(NewsCard.objects.values()) == before


class SchoolsKeepToThemselves(SchoolTestCase):
    def test_articles_of_two_schools_have_a_card_each(self):
        factories.NewsPageFactory(title="Của A")
        with in_school(B):
            second = factories.NewsPageFactory(title="Của B")
        run_tasks()
        assert titles() == ["Của A", "Của B"]
        with in_school(B):
            second.delete()
        run_tasks()
        assert titles() == ["Của A"]

    def test_the_portals_own_news_get_no_card(self):
        with in_school(PORTAL):
            factories.NewsPageFactory()
        run_tasks()
        assert titles() == []


class Rebuilding(SchoolTestCase):
    def test_brings_back_lost_cards_and_removes_stale_ones(self):
        page = factories.NewsPageFactory(title="Có thật")
        run_tasks()
        card = NewsCard.objects.get()
        NewsCard.objects.create(
            school=card.school,
            page_id=page.pk + 500,
            title="Không còn",
            host=card.host,
            path="/x/",
            date=card.date,
            published_at=card.published_at,
        )
        card.delete()
        call_command("rebuild_shared", "--slug", A, verbosity=0)
        assert titles() == ["Có thật"]

    def test_touches_no_other_school(self):
        with in_school(B):
            factories.NewsPageFactory(title="Của B")
        run_tasks()
        NewsCard.objects.update(title="Của B, như đã đăng")
        call_command("rebuild_shared", "--slug", A, verbosity=0)
        assert titles() == ["Của B, như đã đăng"]

    def test_an_unknown_school_is_named(self):
        with pytest.raises(CommandError, match="khong-co"):
            call_command("rebuild_shared", "--slug", "khong-co")
