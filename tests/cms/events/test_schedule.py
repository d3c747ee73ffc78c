"""The leaders' work schedule: this week first, quick to write, and watched by the requirement's check."""

import datetime as dt
from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.core.models import BasePage
from cms.core.requirements import State, registered
from cms.core.weeks import local_moment, read_day, this_monday
from cms.events.models import WorkEntry, WorkSchedulePage, WorkWeekPage
from tests import factories
from tests.base import PORTAL, A, SchoolTestCase, listening

MONDAY = dt.date(2026, 11, 23)
WEDNESDAY = local_moment(dt.date(2026, 11, 25), dt.time(10))


def at(moment: dt.datetime):
    return mock.patch("django.utils.timezone.now", return_value=moment)


class ScheduleCase(SchoolTestCase):
    slug = PORTAL

    @classmethod
    def setUpTestData(cls):
        cls.section = WorkSchedulePage.objects.get()

    def week(self, monday: dt.date, *contents: str, published: dt.datetime | None = None, **fields) -> WorkWeekPage:
        page = WorkWeekPage(date=monday, first_published_at=published or local_moment(monday, dt.time(7)), **fields)
        page.entries = [
            WorkEntry(day=n % 5, session="1-morning", time="08:00", leader="Trưởng phòng Lê Hoàng Nam", content=content)
            for n, content in enumerate(contents)
        ]
        self.section.add_child(instance=page)
        return page


class TestReading(ScheduleCase):
    def test_the_office_has_one_from_day_one(self):
        assert self.section.url_path.endswith("/chi-dao-dieu-hanh/lich-cong-tac/")
        response = self.client.get("/chi-dao-dieu-hanh/lich-cong-tac/")
        assert response.status_code == 200
        assert "empty__title" in response.content.decode()

    def test_this_week_stands_first_the_next_below_and_older_ones_are_linked(self):
        self.week(MONDAY - dt.timedelta(days=7), "Tuần trước")
        self.week(MONDAY, "Họp giao ban")
        self.week(MONDAY + dt.timedelta(days=7), "Tuần sau", published=WEDNESDAY)
        with at(WEDNESDAY):
            text = self.client.get("/chi-dao-dieu-hanh/lich-cong-tac/").content.decode()
        assert text.index("Họp giao ban") < text.index("Tuần sau</td>")
        assert "/chi-dao-dieu-hanh/lich-cong-tac/2026-11-16/" in text
        assert "Tuần trước</td>" not in text

    def test_a_week_changes_at_midnight_between_sunday_and_monday(self):
        self.week(MONDAY, "Họp giao ban")
        for moment, expected in (
            (local_moment(dt.date(2026, 11, 22), dt.time(23, 59)), None),
            (local_moment(MONDAY), MONDAY),
            (local_moment(dt.date(2026, 11, 29), dt.time(23, 59)), MONDAY),
            (local_moment(dt.date(2026, 11, 30)), None),
        ):
            with at(moment), self.settings(PAGE_CACHE_ENABLED=False):
                week = self.client.get("/chi-dao-dieu-hanh/lich-cong-tac/").context["this_week"]
            assert (week.date if week else None) == expected, moment

    def test_a_week_has_an_address_of_its_own_and_names_the_days(self):
        page = self.week(MONDAY, "Họp giao ban", "Kiểm tra trường học")
        assert page.title == "Lịch công tác tuần 23/11 – 29/11/2026"
        text = self.client.get("/chi-dao-dieu-hanh/lich-cong-tac/2026-11-23/").content.decode()
        for shown in ("thứ Hai", "23/11/2026", "thứ Ba", "Kiểm tra trường học", "Trưởng phòng Lê Hoàng Nam"):
            assert shown in text

    def test_it_costs_the_same_with_more_weeks_and_entries(self):
        self.week(this_monday(), "Một")
        before = self.cost()
        assert before <= 12
        for n in range(1, 4):
            self.week(this_monday() - dt.timedelta(days=7 * n), *["Việc"] * 10)
        assert self.cost() <= before + 1

    def cost(self) -> int:
        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get("/chi-dao-dieu-hanh/lich-cong-tac/")
            with CaptureQueriesContext(connection) as queries:
                self.client.get("/chi-dao-dieu-hanh/lich-cong-tac/")
        return len(queries)


class TestWriting(ScheduleCase):
    def add_path(self) -> str:
        return f"/quan-tri/pages/add/events/workweekpage/{self.section.pk}/"

    def post(self, pasted: str = "", entries=(), date: str = "25/11/2026", path: str = ""):
        data = {
            "date": date,
            "note": "",
            "pasted": pasted,
            "entries": inline_formset(list(entries)),
            "action-publish": "1",
        }
        client = self.client_for(PORTAL, factories.superuser())
        return client.post(path or self.add_path(), nested_form_data(data))

    def test_a_new_week_begins_with_last_weeks_entries(self):
        self.week(MONDAY, "Họp giao ban", "Tiếp công dân")
        with at(WEDNESDAY):
            response = self.client_for(PORTAL, factories.superuser()).get(self.add_path())
        form = response.context["form"]
        assert form["date"].value() == dt.date(2026, 11, 30)
        contents = [f["content"].value() for f in form.formsets["entries"].forms]
        assert contents == ["Họp giao ban", "Tiếp công dân"]
        # They are copies: nothing of last week changes when they do.
        assert WorkEntry.objects.count() == 2

    def test_what_is_sent_is_published_under_the_mondays_address(self):
        row = {
            "day": "2",
            "session": "2-afternoon",
            "time": "14:00",
            "leader": "Phó Trưởng phòng",
            "content": "Dự giờ",
            "place": "",
        }
        assert self.post(entries=[row]).status_code == 302
        page = WorkWeekPage.objects.get()
        assert (page.slug, page.date, page.live) == ("2026-11-23", MONDAY, True)
        assert page.entries.get().content == "Dự giờ"

    def test_a_table_from_a_spreadsheet_is_pasted(self):
        pasted = (
            "Thứ\tBuổi\tGiờ\tLãnh đạo\tNội dung\tĐịa điểm\r\n"
            'Thứ Hai\tSáng\t07:30\tTrưởng phòng\t"Họp giao ban\nđầu tuần"\tPhòng họp 1\r\n'
            "\tChiều\t14:00\tPhó Trưởng phòng\tLàm việc tại cơ quan\t\r\n"
            "\r\n"
            "T6\tCả ngày\t\tTrưởng phòng\tKiểm tra Trường THCS Chu Văn An\tTrường\r\n"
        )
        assert self.post(pasted).status_code == 302
        rows = [(e.day, e.session, e.content) for e in WorkWeekPage.objects.get().entries.order_by("sort_order")]
        assert rows == [
            (0, "1-morning", "Họp giao ban\nđầu tuần"),
            (0, "2-afternoon", "Làm việc tại cơ quan"),
            (4, "0-all-day", "Kiểm tra Trường THCS Chu Văn An"),
        ]

    def test_mistakes_in_it_are_named_by_line_and_nothing_is_lost(self):
        response = self.post("Thứ Tám\tSáng\t\tA\tB\t\nThứ Hai\tKhuya\t\tA\tB\t\nThứ Hai\tSáng\t\t\tB\t")
        assert response.status_code == 200
        errors = response.context["form"].errors["pasted"]
        assert [error.partition(":")[0] for error in errors] == ["Dòng 1", "Dòng 2", "Dòng 3"]
        assert "Thứ Tám" in errors[0]
        assert "Khuya" in response.content.decode()
        assert not WorkWeekPage.objects.exists()

    def test_a_week_is_written_once(self):
        self.week(MONDAY, "Một")
        response = self.post(entries=[], date="29/11/2026")
        assert response.status_code == 200
        assert "date" in response.context["form"].errors

    def test_days_are_read_as_people_write_them(self):
        for number, words in enumerate(
            (
                ("Thứ Hai", "thứ 2", "T2", "2"),
                ("Thứ Ba, 24/11",),
                ("tư",),
                ("Thứ năm",),
                ("T6",),
                ("thứ bảy",),
                ("CN", "Chủ Nhật"),
            )
        ):
            for text in words:
                assert read_day(text) == number, text


class TestRequirement(ScheduleCase):
    """cat-office-directive: published by Monday 08:00."""

    def check(self, moment: dt.datetime = WEDNESDAY):
        school = self.school_row(PORTAL)
        with at(moment):
            return registered()["cat-office-directive"](school)

    def test_it_is_met_when_published_in_time(self):
        self.week(MONDAY, "Họp giao ban", published=local_moment(MONDAY, dt.time(8)))
        assert self.check().state == State.PASSED

    def test_late_is_out_of_date_not_met(self):
        page = self.week(MONDAY, "Họp giao ban", published=local_moment(MONDAY, dt.time(8, 0, 1)))
        finding = self.check()
        assert finding.state == State.OUTDATED
        assert finding.fix_url == f"/quan-tri/pages/{page.pk}/edit/"

    def test_nothing_an_empty_week_a_draft_and_a_hidden_one_are_missing(self):
        finding = self.check()
        assert finding.state == State.MISSING
        assert finding.fix_url == f"/quan-tri/pages/add/events/workweekpage/{self.section.pk}/"
        page = self.week(MONDAY)
        assert self.check().state == State.MISSING
        page.entries = [WorkEntry(day=0, leader="A", content="B")]
        page.save()
        assert self.check().state == State.PASSED
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert self.check().state == State.MISSING
        restriction.delete()
        page.unpublish()
        assert self.check().state == State.MISSING

    def test_last_weeks_does_for_monday_morning_before_eight_only(self):
        self.week(MONDAY - dt.timedelta(days=7), "Họp giao ban")
        assert self.check(local_moment(MONDAY, dt.time(7, 59))).state == State.PASSED
        assert self.check(local_moment(MONDAY, dt.time(8))).state == State.MISSING

    def test_next_weeks_does_not_do_for_this_week(self):
        self.week(MONDAY + dt.timedelta(days=7), "Họp giao ban", published=WEDNESDAY)
        assert self.check().state == State.MISSING

    def test_a_site_without_the_section_is_missing_and_a_school_is_not_asked(self):
        self.section.delete()
        assert self.check().state == State.MISSING
        assert registered()["cat-office-directive"](self.school_row(A)).state == State.NOT_APPLICABLE

    def test_a_school_may_have_one_too(self):
        with self.in_school(A):
            home = BasePage.objects.get(depth=2).specific
            assert WorkSchedulePage in home.allowed_subpage_models()
