"""Views are counted per page and day, and nothing is kept of who viewed."""

import datetime as dt

import pytest
import time_machine

from cms.shared.models import MonthlyViews
from cms.statistics import services
from cms.statistics.models import DailyViews, PageView
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, in_school, listening

BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 15)", "HTTP_SEC_FETCH_SITE": "same-origin"}


class CountCase(SchoolTestCase):
    def view(self, page: object, slug: str = A, **headers: str) -> None:
        answer = client_for(slug).post("/dem/", {"trang": page}, **{**BROWSER, **headers})
        assert answer.status_code == 204
        assert not answer.cookies


class TestCounting(CountCase):
    def test_views_are_added_up_per_page_and_day(self):
        page, other = factories.NewsPageFactory(), factories.NewsPageFactory()
        for moment, number in (("2026-11-20 09:00+07:00", 2), ("2026-11-21 09:00+07:00", 1)):
            with time_machine.travel(moment):
                for _ in range(number):
                    self.view(page.pk)
                self.view(other.pk)
                services.add_up()
                services.add_up()
        rows = DailyViews.objects.filter(page_id=page.pk).order_by("day").values_list("day", "views")
        assert list(rows) == [(dt.date(2026, 11, 20), 2), (dt.date(2026, 11, 21), 1)]
        assert not PageView.objects.exists()

    def test_what_comes_later_that_day_is_added(self):
        page = factories.NewsPageFactory()
        for _ in range(3):
            self.view(page.pk)
            services.add_up()
        assert DailyViews.objects.get().views == 3

    def test_pages_that_nobody_can_read_are_not_counted(self):
        draft = factories.NewsPageFactory(live=False)
        for number in (draft.pk, 10**9):
            self.view(number)
        services.add_up()
        assert not DailyViews.objects.exists()

    def test_the_day_is_that_of_vietnam(self):
        page = factories.NewsPageFactory()
        with time_machine.travel("2026-11-20 17:30+00:00"):
            self.view(page.pk)
        assert PageView.objects.get().day == dt.date(2026, 11, 21)

    def test_robots_other_sites_and_people_at_work_do_not_count(self):
        page = factories.NewsPageFactory()
        self.view(page.pk, HTTP_USER_AGENT="Googlebot/2.1")
        self.view(page.pk, HTTP_SEC_FETCH_SITE="cross-site")
        client = client_for(A, factories.editor())
        client.post("/dem/", {"trang": page.pk}, **BROWSER)
        assert not PageView.objects.exists()

    def test_nonsense_is_answered_and_forgotten(self):
        for value in ("", "abc", "-1", "9" * 30, "1; DROP TABLE x", str(2**63), "\x00", "①"):
            self.view(value)
        assert not PageView.objects.exists()
        assert client_for(A).get("/dem/").status_code == 405

    def test_a_view_costs_one_statement(self):
        page = factories.NewsPageFactory()
        with listening():
            self.view(page.pk)
            with self.assertNumQueries(2):  # SET search_path, INSERT
                self.view(page.pk)

    def test_schools_are_apart_and_the_portal_sees_each_total(self):
        for slug, number in ((A, 2), (B, 3)):
            with in_school(slug):
                page = factories.NewsPageFactory()
                for _ in range(number):
                    self.view(page.pk, slug)
                services.add_up()
        totals = dict(MonthlyViews.objects.values_list("school__slug", "views"))
        assert totals == {A: 2, B: 3}


class TestReport(CountCase):
    def report(self, user: object, slug: str = A) -> str:
        answer = client_for(slug, user).get("/quan-tri/luot-xem/")
        assert answer.status_code == 200
        return answer.content.decode()

    def test_shows_the_most_read_page_and_a_bar_for_its_day(self):
        page = factories.NewsPageFactory(title="Được đọc nhiều")
        for _ in range(4):
            self.view(page.pk)
        services.add_up()
        text = self.report(factories.editor())
        assert "Được đọc nhiều" in text
        assert f"<title>{dt.date.today():%d/%m}: 4</title>" in text or ": 4</title>" in text

    def test_says_what_will_be_there_when_nothing_is(self):
        assert "Chưa có lượt xem" in self.report(factories.editor())

    def test_the_portal_lists_the_schools(self):
        page = factories.NewsPageFactory()
        self.view(page.pk)
        services.add_up()
        with in_school(PORTAL):
            text = self.report(factories.administrator(), PORTAL)
        assert self.school.name in text

    def test_costs_the_same_with_many_pages(self):
        user = factories.editor()

        def cost() -> int:
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            client = client_for(A, user)
            client.get("/quan-tri/luot-xem/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/quan-tri/luot-xem/")
            return len(queries)

        before = cost()
        for _ in range(5):
            self.view(factories.NewsPageFactory().pk)
        services.add_up()
        assert cost() <= before + 1


@pytest.mark.parametrize(("today", "count", "first"), [("2026-01-15", 1, (2025, 12)), ("2026-11-22", 11, (2025, 12))])
def test_months_ago(today, count, first):
    with time_machine.travel(f"{today} 12:00+07:00"):
        assert services._months_ago(count) == dt.date(*first, 1)
