"""One working calendar for the city: written at the portal, counted by everybody, seen at once."""

import datetime as dt

from cms.shared.models import WorkingDayOverride
from cms.shared.working_days import add_working_days, days_off, is_working_day, working_days_between
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school

FRIDAY, SATURDAY, MONDAY = dt.date(2026, 6, 5), dt.date(2026, 6, 6), dt.date(2026, 6, 8)
NATIONAL_DAY = dt.date(2026, 9, 2)


class TestCounting(SchoolTestCase):
    def swap(self) -> None:
        WorkingDayOverride.objects.create(date=SATURDAY, is_working=True, note="QĐ 12")
        WorkingDayOverride.objects.create(date=MONDAY, note="QĐ 12")

    def test_weekends_and_public_holidays_are_no_working_days(self):
        assert is_working_day(FRIDAY)
        assert not is_working_day(SATURDAY)
        assert not is_working_day(NATIONAL_DAY)

    def test_a_swap_counts_in_every_way_of_counting(self):
        assert working_days_between(FRIDAY, MONDAY) == 1
        assert add_working_days(FRIDAY, 2) == dt.date(2026, 6, 9)
        self.swap()
        assert is_working_day(SATURDAY)
        assert not is_working_day(MONDAY)
        assert working_days_between(FRIDAY, MONDAY) == 1
        assert working_days_between(SATURDAY, MONDAY) == 0
        assert add_working_days(FRIDAY, 2) == dt.date(2026, 6, 9)

    def test_a_holiday_of_the_moon_that_is_decided_otherwise_can_be_moved(self):
        WorkingDayOverride.objects.create(date=NATIONAL_DAY, is_working=True)
        WorkingDayOverride.objects.create(date=FRIDAY)
        assert is_working_day(NATIONAL_DAY)
        assert days_off(NATIONAL_DAY, NATIONAL_DAY) == {}
        assert days_off(FRIDAY, SATURDAY) == {FRIDAY: "Ngày nghỉ"}

    def test_counting_backwards_gives_nothing(self):
        assert working_days_between(MONDAY, FRIDAY) == 0
        assert add_working_days(MONDAY, 0) == MONDAY

    def test_every_school_counts_the_same(self):
        self.swap()
        for slug in (A, B, PORTAL):
            with in_school(slug):
                assert add_working_days(FRIDAY, 1) == SATURDAY

    def test_counting_asks_once(self):
        add_working_days(FRIDAY, 15)
        with self.assertNumQueries(1):
            add_working_days(FRIDAY, 15)


class TestWriting(SchoolTestCase):
    path = "/quan-tri/lich-lam-viec/new/"

    def add(self, slug: str, user) -> int:
        data = {"date": "08/06/2026", "note": "QĐ 12"}
        return self.client_for(slug, user).post(self.path, data).status_code

    def test_the_portals_administrator_writes_it_and_no_school_does(self):
        with in_school(A):
            assert self.add(A, factories.administrator()) == 404
        with in_school(PORTAL):
            assert self.add(PORTAL, factories.editor()) != 200
            assert not WorkingDayOverride.objects.exists()
            assert self.add(PORTAL, factories.administrator()) == 302
        assert WorkingDayOverride.objects.get().date == MONDAY

    def test_it_stands_in_the_calendar_of_every_school_at_once(self):
        path = "/su-kien/2026/06/"
        before = self.client.get(path)
        assert before.status_code == 200
        assert "QĐ 12" not in before.content.decode()
        row = WorkingDayOverride.objects.create(date=MONDAY, note="QĐ 12")
        assert "Ngày nghỉ (QĐ 12)" in self.client.get(path).content.decode()
        row.delete()
        assert "QĐ 12" not in self.client.get(path).content.decode()
