"""Publishing and withdrawing at a set time, through the queue of tasks."""

import datetime as dt

import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.core import scheduling
from cms.news.models import NewsPage
from cms.shared.models import NewsCard
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks
from tests.cms.test_roles import article

HOUR = dt.timedelta(hours=1)


class TestScheduling(SchoolTestCase):
    def setUp(self):
        self.now = timezone.now()

    def tasks(self) -> list[dt.datetime]:
        rows = DBTaskResult.objects.filter(task_path="cms.core.scheduling.publish_due", status="READY")
        return sorted(row.run_after for row in rows)

    def run_at(self, moment: dt.datetime) -> None:
        with time_machine.travel(moment.timestamp()):
            run_tasks()

    def schedule(self, slug: str = A, go_live: dt.datetime | None = None, expire: dt.datetime | None = None):
        with in_school(slug):
            page = factories.NewsPageFactory(live=False, go_live_at=go_live, expire_at=expire)
            page.save_revision().publish()
            return page

    def is_live(self, page) -> bool:
        return NewsPage.objects.get(pk=page.pk).live

    def test_a_page_is_published_at_its_time_and_not_before(self):
        page = self.schedule(go_live=self.now + HOUR)
        assert not self.is_live(page)
        self.run_at(self.now + HOUR / 2)
        assert not self.is_live(page)
        self.run_at(self.now + HOUR + dt.timedelta(seconds=2))
        assert self.is_live(page)
        assert self.client.get(NewsPage.objects.get(pk=page.pk).get_url()).status_code == 200

    def test_the_portal_shows_it_from_then_on(self):
        page = self.schedule(go_live=self.now + HOUR)
        run_tasks()
        assert not NewsCard.objects.exists()
        self.run_at(self.now + HOUR + dt.timedelta(seconds=2))
        self.run_at(self.now + HOUR + dt.timedelta(seconds=3))
        assert NewsCard.objects.get().page_id == page.pk

    def test_a_page_is_withdrawn_at_its_time(self):
        page = self.schedule(expire=self.now + HOUR)
        assert self.is_live(page)
        assert self.tasks()
        self.run_at(self.now + HOUR + dt.timedelta(seconds=2))
        assert not self.is_live(page)

    def test_published_and_withdrawn_again(self):
        page = self.schedule(go_live=self.now + HOUR, expire=self.now + 2 * HOUR)
        self.run_at(self.now + HOUR + dt.timedelta(seconds=2))
        assert self.is_live(page)
        self.run_at(self.now + 2 * HOUR + dt.timedelta(seconds=2))
        assert not self.is_live(page)

    def test_a_cached_page_goes_with_it(self):
        page = self.schedule(expire=self.now + HOUR)
        path = NewsPage.objects.get(pk=page.pk).get_url()
        assert self.client.get(path).status_code == 200
        self.run_at(self.now + HOUR + dt.timedelta(seconds=2))
        assert self.client.get(path).status_code == 404

    def test_another_schools_pages_wait_for_their_own_task(self):
        of_a, of_b = self.schedule(A, self.now + HOUR), self.schedule(B, self.now + 2 * HOUR)
        self.run_at(self.now + HOUR + dt.timedelta(seconds=2))
        assert self.is_live(of_a)
        with in_school(B):
            assert not self.is_live(of_b)
        self.run_at(self.now + 2 * HOUR + dt.timedelta(seconds=2))
        with in_school(B):
            assert self.is_live(of_b)

    def test_a_time_that_was_taken_back_publishes_nothing(self):
        page = self.schedule(go_live=self.now + HOUR)
        revision = page.scheduled_revision
        client = self.client_for(A, factories.superuser())
        client.post(f"/quan-tri/pages/{page.pk}/revisions/{revision.pk}/unschedule/")
        self.run_at(self.now + HOUR + dt.timedelta(seconds=2))
        assert not self.is_live(page)

    def test_from_the_admin_through_the_queue(self):
        client = self.client_for(A, factories.approver())
        local = timezone.localtime(self.now + HOUR)
        data = article(**{"action-publish": "1", "go_live_at": local.strftime("%d/%m/%Y %H:%M"), "expire_at": ""})
        response = client.post(f"/quan-tri/pages/add/news/newspage/{factories.news_index().pk}/", data)
        assert response.status_code == 302, response.context["form"].errors
        page = NewsPage.objects.get()
        assert not page.live
        self.run_at(self.now + HOUR + dt.timedelta(minutes=1))
        assert self.is_live(page)

    def test_an_approved_page_waits_for_its_time(self):
        page = factories.NewsPageFactory(live=False, go_live_at=self.now + HOUR)
        page.save_revision()
        state = page.get_workflow().start(page, factories.editor())
        state.current_task_state.specific.approve(user=factories.approver())
        assert not self.is_live(page)
        self.run_at(self.now + HOUR + dt.timedelta(seconds=2))
        assert self.is_live(page)

    def test_planning_anew_queues_every_time_once(self):
        self.schedule(go_live=self.now + HOUR)
        self.schedule(expire=self.now + 2 * HOUR)
        self.schedule(PORTAL, go_live=self.now + 3 * HOUR)
        DBTaskResult.objects.all().delete()
        assert scheduling.plan_all() == 2
        times = [round((moment - self.now) / HOUR) for moment in self.tasks() if moment.year < 9999]
        assert times == [1, 2]

    def test_a_worker_that_slept_catches_up(self):
        page = self.schedule(go_live=self.now + HOUR)
        self.run_at(self.now + 100 * HOUR)
        assert self.is_live(page)
