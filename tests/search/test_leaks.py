"""What is not public is never found, whatever is asked; tests/engines asks a search server the same."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.contact.models import Question as Asked
from cms.core import outbox
from cms.disclosures import services
from cms.disclosures.models import Disclosure
from cms.search.contract import Engine, Question
from cms.search.engines.postgres import PostgresEngine
from cms.shared.models import SearchEntry, SearchFile
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks

# A word that stands in everything that is not public, and nowhere else.
SECRET = "xylophonkin"
# One that stands there too, and in what everybody may read.
KNOWN = "marimba"
NUMBERS = ("079085001234", "0912345678", "0912 345 678", "phu-huynh@example.org")


class TestLeaks(SchoolTestCase):
    @property
    def engine(self) -> Engine:
        return PostgresEngine()

    @classmethod
    def setUpTestData(cls):
        cls.school_b = School.objects.get(slug=B)
        soon = timezone.now() + dt.timedelta(days=1)
        past = timezone.now() - dt.timedelta(days=1)
        title = f"Chuyện {SECRET} {KNOWN}"
        # What everybody may know, for what the counts beside it would tell.
        factories.NewsPageFactory(title=f"Buổi diễn {KNOWN}", date=dt.date(2025, 3, 1))
        factories.NewsPageFactory(title=title, live=False, date=dt.date(2019, 3, 1))
        factories.NewsPageFactory(title=title, live=False, go_live_at=soon)
        factories.NewsPageFactory(title=title, expire_at=past)
        private = factories.NewsPageFactory(title=title)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        drafted = factories.NewsPageFactory(title="Bài đã đăng", summary="Ai cũng đọc được")
        drafted.title = title
        drafted.save_revision()
        file = ContentFile(SECRET.encode(), "mat.txt")
        attachment = factories.AttachmentFactory(title=SECRET, file=file)
        factories.NewsPageFactory(
            title="Bài nháp", live=False, body=[("documents", {"title": "", "documents": [attachment]})]
        )
        factories.QuestionFactory(subject=title, text=SECRET, asker_name=f"Bà {SECRET}")
        factories.administrator(first_name=SECRET, username=SECRET)
        factories.PersonFactory(name=title, is_shown=False)
        factories.FaqFactory(question=title, is_shown=False)
        factories.CommentFactory(name=SECRET, text=title)
        factories.EventPageFactory(title="Họp trực tuyến", meeting_details=f"Mã phòng {SECRET}")
        services.open_set(cls.school, 2025)
        form = Disclosure.objects.order_by("pk").first()
        Disclosure.objects.filter(pk=form.pk).update(draft={"texts": {"a": SECRET}})
        text = " ".join(["Liên hệ:", *NUMBERS[:2], NUMBERS[3], "CCCD 079085001234"])
        cls.contact = factories.NewsPageFactory(title="Danh bạ lớp", body=[("paragraph", f"<p>{text}</p>")])
        outbox.work_off()
        with in_school(B):
            factories.NewsPageFactory(title=title, date=dt.date(2018, 3, 1))
            outbox.work_off()
        run_tasks()
        School.objects.filter(slug=B).update(status="suspended")

    def hits(self, *words: str, **more: object) -> list[str]:
        return [hit.title for hit in self.engine.search(Question(words=words, **more)).hits]

    def test_nothing_that_is_not_public_is_found(self):
        for more in ({}, {"school_id": self.school.pk}, {"school_id": self.school_b.pk}, {"sort": "newest"}):
            answer = self.engine.search(Question(words=(SECRET,), **more))
            assert (list(answer.hits), answer.count) == ([], 0)
            assert self.hits(phrases=(f"chuyện {SECRET}",), **more) == []
        for beginning in (SECRET[:4], f"Chuyện {SECRET[:2]}"):
            assert self.engine.suggest(beginning) == []

    def test_the_pages_of_the_search_say_nothing_of_it(self):
        self.hits(SECRET)
        for host in (PORTAL, A):
            client = self.client_for(host)
            for more in ("", "&sap-xep=moi-nhat", f"&truong={B}", "&nam=2018", "&loai=tin-tuc", "&trang=2"):
                page = client.get(f"/tim-kiem/?q={SECRET}{more}").content.decode()
                assert 'class="found"' not in page, more
                assert "facet__count" not in page, more
            for beginning in (SECRET[:5], f"Chuyện+{SECRET[:3]}"):
                assert "option" not in client.get(f"/tim-kiem/goi-y/?q={beginning}").content.decode()
            assert SECRET not in client.get("/tim-kiem/mo-ta.xml").content.decode()

    def test_no_count_tells_that_there_is_more_than_is_shown(self):
        answer = self.engine.search(Question(words=(KNOWN,)))
        assert (len(answer.hits), answer.count) == (1, 1)
        counted = {name: {one.value: one.count for one in values} for name, values in answer.facets.items()}
        assert counted["kind"] == {"tin-tuc": 1}
        assert counted["school"] == {A: 1}
        assert counted["year"] == {"2025": 1}
        assert sum(counted.get("ward", {}).values()) <= 1

    def test_nothing_of_it_lies_in_the_index(self):
        own = SearchEntry.objects.filter(school_id=self.school.pk)
        for row in own:
            assert SECRET not in f"{row.title} {row.label} {row.summary} {row.body} {row.path}".lower(), row.key
        assert not SearchFile.objects.filter(entry__in=own, title=SECRET).exists()
        assert self.hits("bài", "đã", "đăng") != []

    def test_numbers_of_persons_are_not_found(self):
        assert self.hits("danh", "bạ") != []
        for number in NUMBERS:
            assert self.hits(phrases=(number,)) == [], number
        row = SearchEntry.objects.get(model="news.newspage", object_id=self.contact.pk)
        assert not any(number in row.body for number in NUMBERS)

    def test_who_asked_a_published_question_is_not_found(self):
        assert Asked.objects.exists()
        assert self.hits(phrases=("Nguyễn Thị Phụ Huynh",)) == []

    def test_a_published_page_that_is_withdrawn_is_gone(self):
        self.contact.unpublish()
        outbox.work_off()
        assert self.hits(phrases=("danh bạ lớp",)) == []
        assert self.engine.suggest("danh bạ") == []
