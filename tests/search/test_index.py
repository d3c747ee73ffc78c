"""From publication to the index, and out of it again: two schools, isolated from one another."""

import datetime as dt
import io

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.core import languages, outbox
from cms.disclosures import services
from cms.disclosures.regulation import LEVELS_OF_KIND
from cms.search.contract import Question
from cms.search.engines.postgres import PostgresEngine
from cms.shared.models import SearchEntry
from tenants.models import School
from tests import factories
from tests.base import B, SchoolTestCase, in_school
from tests.cms.disclosures.filling import filled, publish

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

    def test_lost_entries_come_back_by_a_rebuild_of_the_search_alone(self):
        SearchEntry.objects.all().delete()
        call_command("rebuild_shared", "--only", "search", stdout=io.StringIO())
        assert found("rung", "chuong", "vang") == [self.page.full_url]


class TestEveryApp(SchoolTestCase):
    """What each app lets be found, and what nobody may find."""

    def test_documents_by_number_and_their_files(self):
        page = factories.DocumentPageFactory(number="36/2017/TT-BGDĐT", title="Quy chế công khai", issuing_body="Bộ")
        outbox.work_off()
        assert found("36/2017") == [page.full_url]
        file = SearchEntry.objects.get(object_id=page.pk, model="documents.officialdocumentpage").files.get()
        assert file.path.startswith(page.url.removeprefix("http://truong-a.tptdm.localhost"))

    def test_events_without_the_way_into_the_meeting(self):
        page = factories.EventPageFactory(
            title="Họp trực tuyến", meeting_details="Phòng bimatxyz", meeting_url="https://m.vn/k"
        )
        outbox.work_off()
        assert found("họp", "trực", "tuyến")[0] == page.full_url
        assert found("bimatxyz") == []

    def test_questions_only_once_they_are_published(self):
        question = factories.QuestionFactory(subject="Xe buýt kín")
        outbox.record(question)
        outbox.work_off()
        assert found("xe", "buýt", "kín") == []
        question.public_subject, question.public_text, question.public_answer = "Xe đưa rước", "Có không?", "Có xe."
        question.published_at = timezone.now()
        question.save()
        outbox.record(question)
        outbox.work_off()
        assert found("xe", "đưa", "rước")[0].endswith(f"#cau-{question.pk}")
        assert not [url for url in found("phu", "huynh", "nguyen", "thi") if "#cau" in url]

    def test_frequent_questions_while_they_are_shown(self):
        entry = factories.FaqFactory(question="Giờ mở cổng buổi sáng?")
        outbox.work_off()
        assert found("giờ", "mở", "cổng")
        entry.is_shown = False
        entry.save()
        outbox.work_off()
        assert not [url for url in found("giờ", "mở", "cổng") if "#thuong-gap" in url]

    def test_people_never_by_their_numbers(self):
        person = factories.PersonFactory(name="Trần Văn Khoai", phone="0912 345 678", role="head")
        outbox.work_off()
        assert len(found("Trần", "Văn", "Khoai")) == 1
        for number in ("0912345678", "0912", "345"):
            assert found(number) == []
        person.is_shown = False
        person.save()
        outbox.work_off()
        assert found("Trần", "Văn", "Khoai") == []

    def test_numbers_of_persons_in_a_text_are_not_indexed(self):
        body = [("paragraph", "<p>Liên hệ 0912 345 678 hoặc me.bong@gmail.com, CCCD 074185001234.</p>")]
        page = factories.NewsPageFactory(title="Nhặt được của rơi", body=body)
        outbox.work_off()
        assert found("nhặt", "được", "của", "rơi") == [page.full_url]
        for word in ("0912", "678", "074185001234", "bong", "gmail"):
            assert found(word) == []

    def test_disclosures_only_as_published_and_without_small_figures(self):
        row = services.open_set(School.objects.get(pk=self.school.pk), 2024).disclosures.order_by("pk").first()
        data = filled(row.form, set(LEVELS_OF_KIND["primary"]))
        row.draft = data
        row.save()
        services.announce()
        outbox.work_off()
        section = SearchEntry.objects.filter(model="disclosures.disclosureindexpage")
        assert not section.filter(year=2024).exists()
        publish(row, data)
        services.announce()
        outbox.work_off()
        entry = section.get(year=2024)
        assert entry.kind == "cong-khai"
        cells = data["cells"].values()
        figures = {value for row in cells for value in row.values() if str(value).replace(".", "").isdigit()}
        assert not figures & set(entry.body.split())
