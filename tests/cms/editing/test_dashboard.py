"""The first screen after signing in: what waits for this person today."""

import datetime as dt

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Comment, PageLogEntry

from cms.core import outbox
from cms.core.models import BasePage
from cms.editing import dashboard
from cms.news.models import NewsPage
from tests import factories
from tests.base import PORTAL, A, B, in_school, listening
from tests.cms.test_roles import RolesCase

MOST_QUERIES = 34


class Case(RolesCase):
    def home(self, user) -> str:
        return self.client_for(A, user).get("/quan-tri/").content.decode()

    def draft(self, title: str, user=None) -> NewsPage:
        page = factories.NewsPageFactory(title=title, live=False, owner=user or self.editor)
        page.save_revision(user=user or self.editor)
        return page

    def sent(self, title: str) -> NewsPage:
        page = self.draft(title)
        page.get_workflow().start(page, self.editor)
        return page


class TestToday(Case):
    def test_what_waits_for_approval_stands_first_for_the_approver_only(self):
        self.sent("Ngày hội đọc sách")
        text = self.home(self.approver)
        assert "Đang chờ bạn duyệt" in text
        assert "Ngày hội đọc sách" in text
        assert text.index("Đang chờ bạn duyệt") < text.index("Ngày hội đọc sách")
        assert "Đang chờ bạn duyệt" not in self.home(self.editor)

    def test_a_text_that_was_sent_back_shows_who_and_why_to_its_writer(self):
        page = self.sent("Ngày hội đọc sách")
        self.decide(self.approver, page, "reject", comment="Xin bỏ họ tên của em.")
        text = self.home(self.editor)
        assert "được trả lại" in text
        assert "Xin bỏ họ tên của em." in text
        assert str(self.approver) in text
        assert "Ngày hội đọc sách" not in self.home(self.administrator)

    def test_drafts_waiting_and_approved_texts(self):
        self.draft("Bài nháp")
        self.sent("Bài chờ")
        self.decide(self.approver, self.sent("Bài đã duyệt"))
        lines = {line.title: line.state for line in dashboard.work_of(self.editor)}
        assert lines == {"Bài nháp": "draft", "Bài chờ": "in_progress", "Bài đã duyệt": "approved"}

    def test_an_old_approval_is_no_news(self):
        self.decide(self.approver, self.sent("Bài đã duyệt"))
        with time_machine.travel(timezone.now() + dt.timedelta(days=20)):
            assert dashboard.work_of(self.editor) == []

    def test_with_nothing_to_do_it_says_so(self):
        assert "Hôm nay không có việc nào đang chờ bạn" in self.home(self.administrator)

    def test_large_buttons_begin_what_the_person_may_create(self):
        assert f'href="{self.add_path()}"' in self.home(self.editor)
        assert "Viết tin" in self.home(self.editor)
        assert dashboard.quick_actions(factories.UserFactory()) == []

    def test_wagtails_own_panels_are_gone(self):
        self.sent("Ngày hội đọc sách")
        text = self.home(self.approver)
        for name in ("w-summary", "awaiting-review", "listing--dashboard"):
            assert name not in text

    def test_comments_of_others_reach_the_writer(self):
        page = self.draft("Bài nháp")
        Comment.objects.create(
            page=page,
            user=self.approver,
            text="Thêm ảnh nhé",
            contentpath="title",
            revision_created=page.latest_revision,
        )
        assert "Thêm ảnh nhé" in self.home(self.editor)
        assert "Thêm ảnh nhé" not in self.home(self.approver)

    def test_what_is_set_for_later_is_listed_with_its_time(self):
        page = self.draft("Khai giảng", self.approver)
        page.go_live_at = timezone.now() + dt.timedelta(days=3)
        page.save_revision(user=self.approver).publish(user=self.approver)
        text = self.home(self.approver)
        assert "Sẽ tự đăng" in text
        assert timezone.localtime(page.go_live_at).strftime("%H:%M, %d/%m/%Y") in text

    def test_the_portal_has_it_too(self):
        with in_school(PORTAL):
            page = factories.NewsPageFactory(title="Chỉ thị mới", live=False)
            page.save_revision(user=factories.editor())
            page.get_workflow().start(page, factories.editor())
            supervisor = factories.approver()
        assert "Chỉ thị mới" in self.client_for(PORTAL, supervisor).get("/quan-tri/").content.decode()

    def test_another_schools_work_is_not_here(self):
        with in_school(B):
            page = factories.NewsPageFactory(title="Chuyện của trường B", live=False)
            page.save_revision(user=factories.editor())
            page.get_workflow().start(page, factories.editor())
        assert "Chuyện của trường B" not in self.home(self.approver)


class TestQueries(Case):
    def count(self) -> int:
        client = self.client_for(A, self.approver)
        with listening():
            client.get("/quan-tri/")
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/quan-tri/").status_code == 200
        return len(queries)

    def fill(self, number: int) -> None:
        for n in range(number):
            page = self.sent(f"Bài {number} {n}")
            mine = self.draft(f"Của tôi {number} {n}", self.approver)
            Comment.objects.create(page=mine, user=self.editor, text="?", revision_created=mine.latest_revision)
            PageLogEntry.objects.log_action(page, "wagtail.edit", user=self.approver)

    def test_their_number_does_not_grow_with_the_work(self):
        # What is late is told, as at most schools.
        outbox.rebuild()
        outbox.work_off()
        self.fill(1)
        few = self.count()
        self.fill(12)
        assert self.count() == few
        assert few <= MOST_QUERIES, few


class TestStillRight(Case):
    def old_page(self) -> BasePage:
        page = factories.StandardPageFactory(title="Nội quy")
        long_ago = timezone.now() - dt.timedelta(days=500)
        BasePage.objects.filter(pk=page.pk).update(last_published_at=long_ago)
        return page

    def path(self, page) -> str:
        return f"/quan-tri/bien-tap/van-dung/{page.pk}/"

    def test_a_page_nobody_looked_at_for_a_year_asks_to_be_looked_at(self):
        page = self.old_page()
        assert "Nội quy" in self.home(self.approver)
        assert self.path(page) in self.home(self.approver)
        assert self.path(page) not in self.home(self.editor)
        assert "Nội quy" in self.home(self.editor)

    def test_news_grow_old_in_peace(self):
        page = factories.NewsPageFactory()
        BasePage.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - dt.timedelta(days=900))
        assert dashboard.outdated() == []

    def test_one_tap_settles_it_and_is_logged(self):
        page = self.old_page()
        answer = self.client_for(A, self.approver).post(self.path(page))
        assert answer.status_code == 302
        page.refresh_from_db()
        assert page.reviewed_on == timezone.localdate()
        assert dashboard.outdated() == []
        assert PageLogEntry.objects.get(action="editing.reviewed").user == self.approver

    def test_a_year_later_it_asks_again(self):
        page = self.old_page()
        self.client_for(A, self.approver).post(self.path(page))
        today = timezone.localdate()
        assert dashboard.outdated(today + dt.timedelta(days=300)) == []
        assert [line.page for line in dashboard.outdated(today + dt.timedelta(days=400))] == [
            page.basepage_ptr if hasattr(page, "basepage_ptr") else page
        ]

    def test_editors_cannot_and_looking_changes_nothing(self):
        page = self.old_page()
        self.client_for(A, self.editor).post(self.path(page))
        assert self.client_for(A, self.approver).get(self.path(page)).status_code == 405
        page.refresh_from_db()
        assert page.reviewed_on is None

    def test_another_schools_page_is_not_found(self):
        with in_school(B):
            page = factories.StandardPageFactory(title="Của B")
            number = page.pk + 50_000
        assert self.client_for(A, self.approver).post(f"/quan-tri/bien-tap/van-dung/{number}/").status_code == 404
