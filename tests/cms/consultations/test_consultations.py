"""Consultations: open and closed, comments sent, decided on, shown, forgotten."""

import datetime as dt
import logging
import uuid

from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.consultations import services, tasks
from cms.consultations.models import Comment, ConsultationIndexPage, ConsultationPage
from cms.core import outbox
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, listening

TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


class TestPages(SchoolTestCase, WagtailPageTestCase):
    def test_every_site_has_the_section_from_day_one(self):
        for slug in (A, B, PORTAL):
            assert self.client_for(slug).get("/gop-y/").status_code == 200
            with self.in_school(slug):
                assert ConsultationIndexPage.objects.get().slug == "gop-y"

    def test_where_they_stand(self):
        assert set(ConsultationPage.allowed_parent_page_models()) == {ConsultationIndexPage}
        assert not ConsultationIndexPage.can_create_at(factories.home())

    def test_open_ones_come_first_by_deadline_and_closed_ones_stay(self):
        make = factories.ConsultationPageFactory
        make(title="Muộn", deadline=TODAY + 9 * DAY)
        make(title="Hôm nay", deadline=TODAY)
        make(title="Hết hạn", deadline=TODAY - DAY)
        make(title="Có kết quả", deadline=TODAY + DAY, outcome_on=TODAY)
        make(title="Nháp", live=False)
        context = self.client.get("/gop-y/").context
        assert [page.title for page in context["open_pages"]] == ["Hôm nay", "Muộn"]
        assert [page.title for page in context["page_obj"]] == ["Có kết quả", "Hết hạn"]

    def test_a_page_says_where_until_when_and_what_came_of_it(self):
        page = factories.ConsultationPageFactory(
            outcome=[("paragraph", "<p>Đã tiếp thu ba ý kiến.</p>")], outcome_on=TODAY, answered_by="Bà Hiệu trưởng"
        )
        text = self.client.get(page.get_url()).content.decode()
        for shown in ("218 Lê Hồng Phong", "gopy@example.org", "Đã tiếp thu ba ý kiến", "Bà Hiệu trưởng"):
            assert shown in text
        assert "gui-y-kien" not in text

    def test_an_editor_writes_one(self):
        self.client = self.client_for(A, factories.approver())
        data = {
            "title": "Dự thảo đồng phục",
            "slug": "dong-phuc",
            "summary": "",
            "date": "20/11/2026",
            "deadline": "19/11/2026",
            "body": streamfield([("paragraph", rich_text("<p>Xin ý kiến.</p>"))]),
            "receive_address": "Số 1",
            "receive_email": "gopy@tptdm.edu.vn",
            "outcome": streamfield([]),
            "outcome_on": "",
            "answered_by": "",
            "action-publish": "1",
        }
        address = f"/quan-tri/pages/add/consultations/consultationpage/{factories.consultation_index().pk}/"
        response = self.client.post(address, nested_form_data(data))
        assert "deadline" in response.context["form"].errors
        response = self.client.post(address, nested_form_data({**data, "deadline": "30/11/2026"}))
        assert response.status_code == 302
        assert ConsultationPage.objects.get().live

    def test_the_end_is_planned(self):
        from django_tasks_db.models import DBTaskResult

        page = factories.ConsultationPageFactory(live=False)
        page.save_revision().publish()
        planned = DBTaskResult.objects.filter(task_path__startswith="cms.consultations")
        due = {task.task_path.rpartition(".")[2]: timezone.localdate(task.run_after) for task in planned}
        assert due == {
            "close_consultation": page.deadline + DAY,
            "forget_commenters": page.deadline + tasks.RETENTION,
        }


class TestSending(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = factories.ConsultationPageFactory(slug="noi-quy")

    address = "/gop-y/noi-quy/gui-y-kien/"

    def send(self, slug: str = A, **fields):
        data = {
            "submission": uuid.uuid4(),
            "text": "Ý kiến của tôi",
            "name": "",
            "email": "",
            "website": "",
            "consent": "on",
        }
        return self.client_for(slug).post(self.address, {**data, **fields})

    def test_only_the_comment_is_required_and_it_waits(self):
        response = self.send()
        assert response.status_code == 302
        assert "Cảm ơn" in self.client.get(response["Location"]).content.decode()
        comment = Comment.objects.get()
        assert (comment.state, comment.name, comment.email) == ("waiting", "", "")
        assert "Ý kiến của tôi" not in self.client.get("/gop-y/noi-quy/").content.decode()

    def test_the_form_is_kept_by_no_cache(self):
        for response in (self.client.get(self.address), self.client.get(self.address), self.send()):
            assert response["Cache-Control"] == "private, no-store"
            assert response["X-Page-Cache"] == "bypass"

    def test_nothing_typed_is_lost_on_an_error(self):
        response = self.send(text="", name="Anh Bình", email="khong-phai-thu")
        text = response.content.decode()
        assert response.status_code == 422
        assert "Anh Bình" in text
        assert 'class="error-summary"' in text
        assert text.count("field--error") == 2
        assert not Comment.objects.exists()

    def test_programs_are_caught(self):
        assert self.send(website="http://spam.example").status_code == 422
        assert not Comment.objects.exists()

    def test_sent_twice_it_is_kept_once(self):
        number = uuid.uuid4()
        for _ in range(2):
            assert self.send(submission=number).status_code == 302
        assert Comment.objects.count() == 1

    def test_not_more_than_five_an_hour_from_one_address(self):
        cache.clear()
        codes = [self.send(text=f"Lần {n}").status_code for n in range(7)]
        assert codes == [302] * 5 + [429] * 2
        assert Comment.objects.count() == 5

    def test_a_form_from_elsewhere_is_refused(self):
        from tests.base import SchoolClient

        client = SchoolClient(A, enforce_csrf_checks=True)
        data = {"submission": uuid.uuid4(), "text": "x", "consent": "on"}
        assert client.post(self.address, data).status_code == 403

    def test_a_closed_a_draft_and_a_private_one_take_nothing(self):
        self.page.deadline = TODAY - DAY
        self.page.save()
        assert self.send().status_code == self.client.get(self.address).status_code == 404
        self.page.deadline = TODAY
        self.page.save()
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        assert self.send().status_code == 302
        assert not Comment.objects.exists()

    def test_another_school_has_no_such_form(self):
        assert self.send(B).status_code == 404

    def test_nothing_of_a_person_is_logged(self):
        with self.assertLogs(level=logging.INFO) as logs:
            self.send(name="Tên Riêng", email="rieng@example.org", text="Lời riêng")
        said = " ".join(logs.output)
        for private in ("Tên Riêng", "rieng@", "Lời riêng", "127.0.0.1"):
            assert private not in said


class TestDeciding(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.comment = factories.CommentFactory()
        cls.page = cls.comment.consultation
        cls.person = factories.clerk()

    def shown(self) -> str:
        return self.client.get(self.page.get_url()).content.decode()

    def decide(self, state: str, answer: str = "", user=None):
        client = self.client_for(A, user or self.person)
        return client.post(f"/quan-tri/y-kien/edit/{self.comment.pk}/", {"state": state, "answer": answer})

    def test_shown_with_name_and_answer_but_never_the_address(self):
        assert "mượn sách" not in self.shown()
        assert self.decide("approved", "Nhà trường xin tiếp thu.").status_code == 302
        text = self.shown()
        for words in ("mượn sách", "Chị Lan", "Nhà trường xin tiếp thu."):
            assert words in text
        assert "lan@example.org" not in text
        self.comment.refresh_from_db()
        assert self.comment.decided_by == self.person

    def test_hidden_again_at_once(self):
        self.decide("approved")
        assert "mượn sách" in self.shown()
        self.decide("hidden")
        assert "mượn sách" not in self.shown()

    def test_what_somebody_wrote_is_text_not_markup(self):
        Comment.objects.update(text="<script>alert(1)</script>", state="approved")
        assert "<script>alert" not in self.shown()

    def test_a_clerk_cannot_change_what_was_said_nor_delete_it(self):
        client = self.client_for(A, self.person)
        data = {"state": "approved", "answer": "", "text": "Khác", "name": "Khác"}
        client.post(f"/quan-tri/y-kien/edit/{self.comment.pk}/", data)
        self.comment.refresh_from_db()
        assert (self.comment.text, self.comment.name) == ("Nên cho học sinh mượn sách về nhà.", "Chị Lan")
        client.post(f"/quan-tri/y-kien/delete/{self.comment.pk}/")
        assert Comment.objects.exists()

    def test_an_editor_does_not_see_who_wrote(self):
        client = self.client_for(A, factories.editor(username="bien-tap"))
        for path in ("/quan-tri/y-kien/", f"/quan-tri/y-kien/edit/{self.comment.pk}/"):
            assert "lan@example.org" not in client.get(path, follow=True).content.decode()
        assert self.decide("approved", user=factories.editor(username="khac")).status_code == 302
        self.comment.refresh_from_db()
        assert self.comment.state == "waiting"
        assert "/quan-tri/y-kien/" not in client.get("/quan-tri/").content.decode()

    def test_waiting_ones_come_first_in_the_list(self):
        self.decide("approved")
        factories.CommentFactory(consultation=self.page, text="Mới đến")
        response = self.client_for(A, self.person).get("/quan-tri/y-kien/")
        assert [comment.state for comment in response.context["object_list"]] == ["waiting", "approved"]
        assert "/quan-tri/y-kien/" in response.content.decode()

    def test_the_history_names_nobody(self):
        assert "Lan" not in str(self.comment)

    def test_the_search_does_not_know_commenters(self):
        self.decide("approved")
        outbox.work_off()
        assert "mượn sách" not in self.client.get("/tim-kiem/?q=muon+sach").content.decode()

    def test_forgetting(self):
        other = factories.CommentFactory(consultation=self.page, text="Chưa duyệt")
        self.decide("approved")
        assert services.forget_commenters(self.page) == 2
        self.comment.refresh_from_db()
        other.refresh_from_db()
        assert (self.comment.name, self.comment.email, other.text) == ("", "", "")
        assert "mượn sách" in self.comment.text

    def test_the_task_waits_for_the_year_to_pass(self):
        tasks.forget_commenters.func(self.page.pk)
        self.comment.refresh_from_db()
        assert self.comment.email
        ConsultationPage.objects.update(deadline=TODAY - tasks.RETENTION)
        tasks.forget_commenters.func(self.page.pk)
        self.comment.refresh_from_db()
        assert not self.comment.email


class TestCost(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for n in range(3):
            page = factories.ConsultationPageFactory(slug=f"du-thao-{n}", deadline=TODAY + (n - 1) * 9 * DAY)
            factories.CommentFactory.create_batch(3, consultation=page, state="approved")

    def cost(self, path: str) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert self.client.get(path).status_code == 200
        return len(queries)

    def test_pages(self):
        assert self.cost("/gop-y/") <= 12
        assert self.cost("/gop-y/du-thao-2/") <= 12
        assert self.cost("/gop-y/du-thao-2/gui-y-kien/") <= 12
