"""What a school publishes appears in public, in its own rows only, and nothing is lost."""

import io
import re
import threading
from contextlib import suppress
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from cms.core import outbox
from cms.core.models import BasePage, OutboxEvent
from cms.news import read_models
from cms.news.models import NewsPage
from cms.shared.models import NewsCard, RebuiltSchool, SearchEntry
from tenants.models import ContentVersion
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, ScratchTestCase, cards, in_school, run_tasks, run_together


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
        assert re.search(r"\b\d+ schools, \d+ objects", out)

    def test_one_that_was_interrupted_goes_on_where_it_was(self):
        before = cards()
        NewsCard.objects.all().delete()
        interrupted = mock.patch.object(outbox, "rebuild_now", side_effect=[3, 3, KeyboardInterrupt])
        with interrupted, suppress(KeyboardInterrupt):
            self.rebuild("--slug", A, "--slug", B, "--slug", PORTAL)
        done = set(RebuiltSchool.objects.values_list("school__slug", flat=True))
        assert len(done) == 2
        self.rebuild("--resume")
        assert set(NewsCard.objects.values_list("school__slug", flat=True)) == {A, B} - done
        self.rebuild()
        assert cards() == before

    def test_one_group_leaves_the_others(self):
        NewsCard.objects.all().delete()
        SearchEntry.objects.all().delete()
        self.rebuild("--only", "search")
        assert cards() == []
        assert SearchEntry.objects.filter(model="news.newspage").count() == 6

    def test_what_is_queued_is_not_narrowed(self):
        with pytest.raises(CommandError, match="--only"):
            self.rebuild("--queue", "--only", "search")

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
                call_command("rebuild_shared", processes=1, stdout=io.StringIO())

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
