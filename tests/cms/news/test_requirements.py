"""News often enough, and signed: each check in both directions."""

import datetime as dt

import time_machine

from cms.core.requirements import State
from tests import factories
from tests.base import PORTAL, A, in_school
from tests.cms.people.test_requirements import CheckCase

NOVEMBER, JULY = dt.datetime(2026, 11, 22, 5), dt.datetime(2026, 7, 10, 5)


class TestNews(CheckCase):
    def state_with(self, code: str, slug: str, now: dt.datetime, *days: dt.date) -> State:
        with in_school(slug):
            for day in days:
                factories.NewsPageFactory(date=day)
        with time_machine.travel(now, tick=False):
            return self.state(code, slug)

    def test_a_fresh_site_does_not_pass(self):
        assert self.state("cat-school-news") == State.MISSING
        assert self.state("cat-office-news", PORTAL) == State.MISSING

    def test_a_school_needs_one_in_thirty_days(self):
        assert self.state_with("cat-school-news", A, NOVEMBER, dt.date(2026, 10, 20)) == State.OUTDATED
        assert self.state_with("cat-school-news", A, NOVEMBER, dt.date(2026, 10, 25)) == State.PASSED

    def test_in_the_holidays_the_last_of_may_is_enough(self):
        assert self.state_with("cat-school-news", A, JULY, dt.date(2026, 4, 20)) == State.OUTDATED
        assert self.state_with("cat-school-news", A, JULY, dt.date(2026, 5, 20)) == State.PASSED

    def test_the_office_needs_one_in_fourteen_days(self):
        assert self.state_with("cat-office-news", PORTAL, NOVEMBER, dt.date(2026, 11, 5)) == State.OUTDATED
        assert self.state_with("cat-office-news", PORTAL, NOVEMBER, dt.date(2026, 11, 10)) == State.PASSED

    def test_a_story_of_tomorrow_is_no_news_yet(self):
        assert self.state_with("cat-school-news", A, NOVEMBER, dt.date(2027, 1, 1)) == State.MISSING

    def test_each_site_has_its_own_duty(self):
        assert self.state("cat-school-news", PORTAL) == State.NOT_APPLICABLE
        assert self.state("cat-office-news", A) == State.NOT_APPLICABLE


class TestCredit(CheckCase):
    def test_a_fresh_site_does_not_pass(self):
        assert self.state("fn-source-credit") == State.MISSING

    @time_machine.travel(NOVEMBER, tick=False)
    def test_author_or_source_stands_at_every_story_of_the_year(self):
        factories.NewsPageFactory(author_name="Tổ Văn")
        factories.NewsPageFactory(source_credit="Báo Giáo dục")
        factories.NewsPageFactory(date=dt.date(2020, 1, 1))
        assert self.state("fn-source-credit") == State.PASSED
        page = factories.NewsPageFactory(title="Không tên")
        finding = self.finding("fn-source-credit")
        assert finding.state == State.MISSING
        assert "Không tên" in finding.message
        assert finding.fix_url == f"/quan-tri/pages/{page.pk}/edit/"
