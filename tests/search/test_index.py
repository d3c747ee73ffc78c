"""From publication to the index, and out of it again: two schools, isolated from one another."""

import datetime as dt

from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.core import languages, outbox
from cms.search.contract import Question
from cms.search.engines.postgres import PostgresEngine
from cms.shared.models import SearchEntry
from tenants.models import School
from tests import factories
from tests.base import B, SchoolTestCase, in_school

BODY = [("paragraph", "<p>Cuộc thi vẽ tranh về an toàn giao thông.</p>")]


def found(*words: str, **more: object) -> list[str]:
    answer = PostgresEngine().search(Question(words=words, **more))
    return [hit.url for hit in answer.hits]


class TestPublished(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = factories.NewsPageFactory(title="Hội thi Rung chuông vàng", summary="Khối năm", body=BODY)
        outbox.work_off()

    def entry(self) -> SearchEntry | None:
        return SearchEntry.objects.filter(model="news.newspage", object_id=self.page.pk).first()

    def test_a_published_page_is_found_by_title_and_text(self):
        assert found("rung", "chuong", "vang") == [self.page.full_url]
        assert found("vẽ", "tranh") == [self.page.full_url]
        assert self.entry().key == f"{self.school.pk}:news.newspage:{self.page.pk}"

    def test_other_schools_are_left_out_where_only_one_is_asked(self):
        with in_school(B) as other:
            own = factories.NewsPageFactory(title="Rung chuông vàng ở trường B").full_url
            outbox.work_off()
        assert found("rung", "chuong", school_id=other.pk) == [own]
        assert found("rung", "chuong", school_id=self.school.pk) == [self.page.full_url]
        assert len(found("rung", "chuong")) == 2

    def test_what_is_hidden_is_gone(self):
        def unpublish():
            self.page.unpublish()

        def restrict():
            PageViewRestriction.objects.create(page=self.page, restriction_type="login")

        def restrict_above():
            PageViewRestriction.objects.create(page=self.page.get_parent(), restriction_type="login")

        def delete():
            self.page.delete()

        for hide in (unpublish, restrict_above, restrict, delete):
            with self.subTest(hide.__name__):
                self.page.refresh_from_db()
                self.page.live = True
                self.page.save()
                PageViewRestriction.objects.all().delete()
                outbox.work_off()
                assert self.entry() is not None
                hide()
                outbox.work_off()
                assert self.entry() is None
                assert found("rung", "chuong") == []

    def test_a_draft_changes_nothing(self):
        self.page.title = "Bản nháp bí mật"
        self.page.save_revision()
        outbox.work_off()
        assert self.entry().title == "Hội thi Rung chuông vàng"
        assert found("bí", "mật") == []

    def test_a_moved_page_is_found_at_its_new_address(self):
        index = factories.news_index()
        index.slug = "ban-tin"
        index.save()
        outbox.work_off()
        self.page.refresh_from_db()
        assert found("rung", "chuong") == [self.page.full_url]
        assert "/ban-tin/" in self.page.full_url

    def test_what_expires_is_not_found_even_before_it_is_taken_away(self):
        self.page.expire_at = timezone.now() + dt.timedelta(hours=1)
        self.page.save()
        outbox.work_off()
        assert found("rung", "chuong")
        SearchEntry.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
        assert found("rung", "chuong") == []

    def test_a_suspended_or_archived_school_is_not_found(self):
        for status in ("suspended", "archived"):
            School.objects.filter(pk=self.school.pk).update(status=status)
            assert found("rung", "chuong") == []
        School.objects.filter(pk=self.school.pk).update(status="ready")
        assert found("rung", "chuong")

    def test_what_is_unchanged_is_not_written_again(self):
        before = self.entry().changed_at
        outbox.record(self.page)
        outbox.work_off()
        assert self.entry().changed_at == before

    def test_english_pages_are_found_in_english_while_the_school_offers_them(self):
        languages.open_english("Primary School A")
        home = languages.english_home()
        outbox.work_off()
        assert found("primary", language="en") == [home.full_url]
        assert found("primary") == []
        languages.close_english()
        outbox.work_off()
        assert found("primary", language="en") == []
