"""A teacher writes, a principal approves, the clock publishes."""

import datetime as dt

import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision

from cms.core import invitations, roles
from cms.news.models import NewsPage
from cms.shared.models import NewsCard
from tests import factories
from tests.base import A, B, SchoolTestCase, client_for, in_school, run_tasks


class Approval(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor, cls.principal = factories.editor(), factories.approver()

    def test_an_editor_cannot_publish(self):
        page = factories.NewsPageFactory(live=False, owner=self.editor)
        assert not page.permissions_for_user(self.editor).can_publish()
        assert page.permissions_for_user(self.editor).can_edit()

    def test_an_editors_page_is_published_by_the_principals_approval(self):
        page = factories.NewsPageFactory(live=False, owner=self.editor)
        page.save_revision(user=self.editor)
        state = page.get_workflow().start(page, self.editor)
        assert not NewsPage.objects.get(pk=page.pk).live
        assert state.current_task_state.task.specific.get_actions(page, self.editor) == []
        state.current_task_state.approve(user=self.principal)
        assert NewsPage.objects.get(pk=page.pk).live
        run_tasks()
        assert NewsCard.objects.get().title == page.title

    def test_a_returned_page_stays_unseen(self):
        page = factories.NewsPageFactory(live=False, owner=self.editor)
        page.save_revision(user=self.editor)
        state = page.get_workflow().start(page, self.editor)
        state.current_task_state.reject(user=self.principal, comment="Xin bổ sung ảnh.")
        assert client_for(A).get(page.url).status_code == 404

    def test_the_editor_form_opens_for_an_editor(self):
        index = factories.news_index()
        answer = client_for(A, self.editor).get(reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk]))
        assert answer.status_code == 200
        assert "Ảnh bìa" in answer.content.decode()


class Scheduling(SchoolTestCase):
    def due(self, model=DBTaskResult):
        return model.objects.filter(task_path="cms.core.scheduling.publish_due")

    def test_a_page_scheduled_for_later_gets_a_task_at_that_time(self):
        at = timezone.now() + dt.timedelta(hours=3)
        page = factories.NewsPageFactory(live=False)
        page.go_live_at = at
        page.save_revision().publish()
        assert not NewsPage.objects.get(pk=page.pk).live
        task = self.due().get()
        assert task.run_after == Revision.objects.get(approved_go_live_at__isnull=False).approved_go_live_at
        assert task.args_kwargs["schema"] == self.school.schema_name

    def test_when_its_time_has_come_the_worker_publishes_it(self):
        page = factories.NewsPageFactory(live=False)
        page.go_live_at = timezone.now() + dt.timedelta(hours=3)
        page.save_revision().publish()
        run_tasks()
        assert not NewsPage.objects.get(pk=page.pk).live
        with time_machine.travel(page.go_live_at + dt.timedelta(seconds=5)):
            run_tasks()
            run_tasks()
        assert NewsPage.objects.get(pk=page.pk).live
        assert NewsCard.objects.filter(page_id=page.pk).exists()

    def test_a_page_with_an_end_is_withdrawn_at_its_end(self):
        page = factories.NewsPageFactory()
        page.expire_at = timezone.now() + dt.timedelta(hours=3)
        page.save_revision().publish()
        run_tasks()
        assert NewsCard.objects.exists()
        with time_machine.travel(page.expire_at + dt.timedelta(seconds=5)):
            run_tasks()
            run_tasks()
        assert client_for(A).get(page.url).status_code == 404
        assert not NewsCard.objects.exists()


class Invitations(SchoolTestCase):
    def invited(self):
        username = invitations.invite("hieu.truong@example.org", role=roles.APPROVERS)
        run_tasks()
        return username

    def link(self) -> str:
        body = mail.outbox[-1].body
        return next(line for line in body.splitlines() if line.startswith("http")).split(".localhost", 1)[1]

    def test_the_link_sets_a_password_once(self):
        username = self.invited()
        link = self.link()
        form = client_for(A)
        page = form.get(link, follow=True)
        assert page.status_code == 200
        data = {"new_password1": "một-mật-khẩu-dài", "new_password2": "một-mật-khẩu-dài"}
        address = page.redirect_chain[-1][0]
        assert form.post(address, data).status_code == 302
        assert client_for(A).login(username=username, password="một-mật-khẩu-dài")
        again = client_for(A).get(link, follow=True).content.decode()
        assert "new_password1" not in again

    def test_the_link_of_one_school_opens_nothing_in_another(self):
        self.invited()
        with in_school(B):
            invitations.invite("hieu.truong@example.org", role=roles.APPROVERS)
        link = self.link()
        assert "new_password1" not in client_for(B).get(link, follow=True).content.decode()

    def test_no_mail_names_another_schools_host(self):
        self.invited()
        assert self.school.primary_host in mail.outbox[-1].body
