"""What a school publishes appears in public, in its own rows only, and nothing is lost."""

import io
import threading
from unittest import mock

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from cms.core import outbox
from cms.core.models import BasePage, OutboxEvent
from cms.news import read_models
from cms.news.models import NewsPage
from cms.shared.models import NewsCard
from tenants.models import ContentVersion, School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, ScratchTestCase, host_of, in_school, run_tasks, run_together
from tests.permissions.things import begin_ids_at


def cards(slug: str | None = None) -> list[str]:
    rows = NewsCard.objects.order_by("title")
    return list((rows.filter(school__slug=slug) if slug else rows).values_list("title", flat=True))


class TestEvents(SchoolTestCase):
    """Which changes are noted: in the same transaction as the change, or not at all."""

    @classmethod
    def setUpTestData(cls):
        cls.page = factories.NewsPageFactory(title="Bài")
        OutboxEvent.objects.all().delete()
        DBTaskResult.objects.all().delete()

    def events(self) -> set[int]:
        return set(OutboxEvent.objects.values_list("object_id", flat=True))

    def version(self) -> int:
        return ContentVersion.objects.get(schema_name="s_truong_a").version

    def test_publishing(self):
        before = self.version()
        self.page.save_revision().publish()
        assert self.events() == {self.page.pk}
        assert DBTaskResult.objects.filter(task_path="cms.core.outbox.work_off_outbox").exists()
        assert self.version() > before

    def test_unpublishing(self):
        self.page.unpublish()
        assert self.events() == {self.page.pk}

    def test_deleting(self):
        pk = self.page.pk
        self.page.delete()
        assert self.events() == {pk}

    def test_deleting_everything_above(self):
        index = factories.news_index()
        pks = {index.pk, self.page.pk, factories.NewsPageFactory().pk}
        index.delete()
        assert self.events() == pks

    def test_moving_and_renaming_what_is_above(self):
        index = factories.news_index()
        OutboxEvent.objects.all().delete()
        index.slug = "ban-tin"
        index.save_revision().publish()
        assert self.page.pk in self.events()
        OutboxEvent.objects.all().delete()
        section = BasePage.objects.get(slug="gioi-thieu")
        index.refresh_from_db()
        index.move(section, pos="last-child")
        assert self.page.pk in self.events()

    def test_restricting_and_opening(self):
        restriction = PageViewRestriction.objects.create(page=factories.home(), restriction_type="login")
        assert self.page.pk in self.events()
        OutboxEvent.objects.all().delete()
        restriction.delete()
        assert self.page.pk in self.events()

    def test_a_new_title_of_a_category(self):
        category = factories.CategoryFactory(title="Cũ")
        self.page.category = category
        self.page.save()
        OutboxEvent.objects.all().delete()
        category.title = "Mới"
        category.save()
        assert self.events() == {self.page.pk}

    def test_what_no_visitor_sees_is_not_noted(self):
        before = self.version()
        user = factories.superuser()
        self.page.title = "Nháp"
        self.page.save_revision(user=user)
        self.page.locked = True
        self.page.save(update_fields=["locked"])
        assert self.events() == set()
        assert self.version() == before

    def test_a_rollback_leaves_nothing(self):
        before = self.version()

        def publish_and_break() -> None:
            with transaction.atomic():
                self.page.save_revision().publish()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            publish_and_break()
        assert self.events() == set()
        assert not DBTaskResult.objects.exists()
        assert self.version() == before

    def test_many_changes_at_once_make_one_task(self):
        with outbox.held():
            for _ in range(5):
                factories.NewsPageFactory()
        assert len(self.events()) == 5
        assert DBTaskResult.objects.filter(task_path="cms.core.outbox.work_off_outbox").count() == 1

    def test_held_inside_held_and_a_failure_inside(self):
        def fail() -> None:
            with outbox.held(), outbox.held():
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        self.page.save()
        assert DBTaskResult.objects.filter(task_path="cms.core.outbox.work_off_outbox").count() == 1

    def test_nothing_is_noted_in_public(self):
        with self.in_school("public"):
            outbox.record_ids(NewsPage, [1])
        assert self.events() == set()


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


class TestRebuild(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for slug in (A, B):
            with in_school(slug):
                factories.NewsPageFactory.create_batch(3)
        run_tasks()

    def rebuild(self, *arguments: str) -> str:
        out = io.StringIO()
        call_command("rebuild_shared", *arguments, stdout=out)
        return out.getvalue()

    def test_from_nothing(self):
        before = cards()
        assert len(before) == 6
        NewsCard.objects.all().delete()
        out = self.rebuild()
        assert cards() == before
        assert A in out

    def test_wrong_and_orphaned_rows_are_put_right(self):
        before = cards()
        card = NewsCard.objects.filter(school__slug=A).first()
        NewsCard.objects.filter(pk=card.pk).update(title="Sai")
        card.pk, card.page_id, card.title = None, 999_999, "Mồ côi"
        card.save()
        self.rebuild()
        assert cards() == before

    def test_in_the_background(self):
        before = cards()
        NewsCard.objects.all().delete()
        self.rebuild("--queue")
        assert cards() == []
        run_tasks()
        assert cards() == before

    def test_an_unknown_school_is_one_clear_line(self):
        with pytest.raises(CommandError, match="khong-co"):
            self.rebuild("--slug", "khong-co")

    def test_more_objects_than_one_batch(self):
        with mock.patch.object(outbox, "BATCH", 2):
            NewsCard.objects.all().delete()
            self.rebuild()
        assert len(cards()) == 6


class TestAtOnce(ScratchTestCase):
    """Rebuilding and publishing at the same time, on real connections."""

    def two_workers(self) -> list[str]:
        """One has read the article and is slow; meanwhile it is published anew and worked off."""
        with in_school(A):
            page = factories.NewsPageFactory(title="Cũ")
        has_read, may_write = threading.Event(), threading.Event()
        real = read_models._thumbnail

        def slow(read_page, schema_name):
            if read_page.title == "Cũ":
                has_read.set()
                may_write.wait(10)
            return real(read_page, schema_name)

        def work() -> None:
            with in_school(A):
                outbox.work_off()

        def publish_and_work() -> None:
            assert has_read.wait(10)
            with in_school(A):
                changed = NewsPage.objects.get(pk=page.pk)
                changed.title = "Mới"
                changed.save_revision().publish()
            threading.Timer(0.3, may_write.set).start()
            work()

        with mock.patch.object(read_models, "_thumbnail", slow):
            run_together(work, publish_and_work)
        run_tasks()
        return cards()

    def test_an_older_reading_never_overwrites_a_newer_one(self):
        assert self.two_workers() == ["Mới"]

    def test_control_without_the_schools_lock_it_does(self):
        def batch_without_lock() -> int:
            with transaction.atomic():
                events = list(OutboxEvent.objects.filter(model="news.newspage").select_for_update(skip_locked=True))
                for event in events:
                    read_models.write_news_card(event.object_id)
                OutboxEvent.objects.filter(pk__in=[e.pk for e in events]).delete()
                return len(events)

        with mock.patch.object(outbox, "_work_off_batch", batch_without_lock):
            assert self.two_workers() == ["Cũ"]

    def test_rebuilding_while_schools_publish_loses_nothing(self):
        with in_school(A):
            pages = factories.NewsPageFactory.create_batch(10)
        run_tasks()
        published: list[int] = []

        def publish() -> None:
            with in_school(A):
                for page in pages:
                    page.title = f"Mới {page.pk}"
                    page.save_revision().publish()
                published.extend(factories.NewsPageFactory(title=f"Thêm {n}", slug=f"them-{n}").pk for n in range(5))
                pages[0].delete()

        def rebuild() -> None:
            while not published:
                call_command("rebuild_shared", stdout=io.StringIO())

        def work() -> None:
            while not published:
                with in_school(A):
                    outbox.work_off()

        run_together(publish, rebuild, work)
        run_tasks()
        expected = [f"Mới {page.pk}" for page in pages[1:]] + [f"Thêm {n}" for n in range(5)]
        assert cards(A) == sorted(expected)
        with in_school(A):
            assert OutboxEvent.objects.count() == 0
