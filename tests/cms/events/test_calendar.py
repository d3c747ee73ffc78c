"""The calendar: what is to come, a month, a school year; what stands in it and what it costs."""

import datetime as dt
from unittest import mock

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.core.school_years import SchoolYear
from cms.events.enums import EventKind, EventState
from cms.events.models import EventIndexPage, EventPage, HolidayOverride, TermDate
from cms.events.timing import Timing
from tests import factories
from tests.base import PORTAL, A, SchoolTestCase, listening
from tests.cms.test_pages import PageCase

# A Saturday, 23:30 local time.
LATE = dt.datetime(2026, 11, 21, 16, 30, tzinfo=dt.UTC)


def at(moment: dt.datetime):
    """The clock as visitors and lists see it."""
    return mock.patch("django.utils.timezone.now", return_value=moment)


def titles(response) -> list[str]:
    return [event.title for event in response.context["page_obj"]]


def cost(client, path: str) -> int:
    """Queries of an uncached page, everything else warm."""
    with listening():
        client.get(path)
        with SchoolTestCase().settings(PAGE_CACHE_ENABLED=False), CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
    return len(queries)


class TestEventIndexPage(PageCase):
    def test_it_stands_below_home_once(self):
        index = factories.event_index()
        assert not EventIndexPage.can_create_at(self.home)
        assert index.allowed_subpage_models() == [EventPage]

    def test_it_answers_and_can_be_edited(self):
        page = factories.event_index()
        self.assertPageIsRoutable(page)
        assert self.client.get("/su-kien/").status_code == 200
        self.sign_in()
        data = nested_form_data(
            {
                "title": page.title,
                "slug": page.slug,
                "summary": "",
                "term_dates": inline_formset(
                    [{"title": "Khai giảng", "kind": "ceremony", "start": "05/09/2026", "end": ""}]
                ),
                "holiday_overrides": inline_formset([]),
            }
        )
        self.assertPageIsEditable(page, post_data=data)

    def test_the_portal_has_one_too(self):
        with self.in_school(PORTAL):
            assert self.client_for(PORTAL).get("/su-kien/").status_code == 200


class TestUpcoming(SchoolTestCase):
    def test_the_next_event_stands_first_and_past_ones_are_not_there(self):
        today = timezone.localdate()
        for days in (9, -1, 2, 0):
            factories.EventPageFactory(title=f"Ngày {days}", date=today + dt.timedelta(days=days))
        assert titles(self.client.get("/su-kien/")) == ["Ngày 0", "Ngày 2", "Ngày 9"]

    def test_one_that_goes_on_is_still_there(self):
        today = timezone.localdate()
        factories.EventPageFactory(
            title="Tuần lễ", date=today - dt.timedelta(days=3), end_date=today, all_day=True, start_time=None
        )
        assert titles(self.client.get("/su-kien/")) == ["Tuần lễ"]

    def test_drafts_and_restricted_events_are_nowhere(self):
        factories.EventPageFactory(live=False, title="Nháp")
        secret = factories.EventPageFactory(title="Kín", slug="kin")
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        day = secret.date
        for path in ("/su-kien/", f"/su-kien/{day:%Y/%m}/", "/su-kien/lich.ics"):
            text = self.client.get(path).content.decode()
            assert "Nháp" not in text
            assert "Kín" not in text
        assert self.client.get("/su-kien/kin/lich.ics").status_code == 404

    def test_one_kind(self):
        factories.EventPageFactory(title="Họp", kind=EventKind.PARENTS)
        factories.EventPageFactory(title="Thi", kind=EventKind.EXAM)
        response = self.client.get("/su-kien/?chuyen-muc=hop-phu-huynh")
        assert titles(response) == ["Họp"]
        assert [item.url for item in response.context["kinds"] if item.is_active] == [
            "/su-kien/?chuyen-muc=hop-phu-huynh"
        ]

    def test_only_kinds_that_some_event_has_are_offered(self):
        def offered(path: str) -> list[str]:
            return [item.title for item in self.client.get(path).context["kinds"]]

        factories.EventPageFactory(kind=EventKind.PARENTS)
        assert offered("/su-kien/") == []
        factories.EventPageFactory(slug="thi", kind=EventKind.EXAM)
        assert offered("/su-kien/") == ["Tất cả", "Họp phụ huynh", "Kiểm tra, thi"]
        assert offered("/su-kien/?chuyen-muc=y-te") == ["Tất cả", "Họp phụ huynh", "Kiểm tra, thi", "Y tế"]

    def test_a_kind_nobody_knows_shows_all(self):
        factories.EventPageFactory()
        for kind in ("x", "' OR 1=1", "\x00"):
            assert len(titles(self.client.get("/su-kien/", {"chuyen-muc": kind}))) == 1

    def test_an_empty_calendar_says_what_will_be_here(self):
        assert "empty__title" in self.client.get("/su-kien/").content.decode()

    def test_one_called_off_says_so_in_the_list(self):
        factories.EventPageFactory(state=EventState.CANCELLED, state_note="Vì mưa bão.")
        text = self.client.get("/su-kien/").content.decode()
        assert "Đã hủy" in text
        assert "Vì mưa bão." in text

    def test_the_day_changes_at_local_midnight(self):
        factories.EventPageFactory(title="Thứ Bảy", date=dt.date(2026, 11, 21))
        with at(LATE):
            assert titles(self.client.get("/su-kien/")) == ["Thứ Bảy"]
        with at(LATE + dt.timedelta(minutes=31)), self.settings(PAGE_CACHE_ENABLED=False):
            assert titles(self.client.get("/su-kien/")) == []

    def test_no_cache_keeps_it_beyond_midnight(self):
        with at(LATE), mock.patch("tenants.page_cache.time.time", return_value=LATE.timestamp()):
            response = self.client.get("/su-kien/")
        assert response["X-Accel-Expires"] == f"@{int(LATE.timestamp()) + 1800}"
        assert response["X-Page-Cache"] == "miss"


class TestMonth(SchoolTestCase):
    def month(self, path: str):
        weeks = self.client.get(path).context["weeks"]
        return {day.date: day for week in weeks for day in week if day.in_month}

    def test_each_event_stands_on_each_of_its_days(self):
        factories.EventPageFactory(
            title="Trại", date=dt.date(2026, 10, 30), end_date=dt.date(2026, 11, 2), all_day=True, start_time=None
        )
        days = self.month("/su-kien/2026/11/")
        assert [day.day for day, cell in days.items() if cell.events] == [1, 2]
        assert [day.day for day, cell in self.month("/su-kien/2026/10/").items() if cell.events] == [30, 31]
        assert len(days) == 30

    def test_the_head_names_the_month(self):
        page = self.client.get("/su-kien/2026/11/").content.decode()
        assert "<title>Tháng 11/2026 – " in page
        assert '<meta property="og:title" content="Tháng 11/2026 – ' in page

    def test_weeks_begin_on_monday(self):
        context = self.client.get("/su-kien/2026/11/").context
        assert context["weekdays"][0] == "Thứ Hai"
        assert all(week[0].date.weekday() == 0 for week in context["weeks"])

    def test_holidays_stand_in_it(self):
        assert self.month("/su-kien/2026/11/")[dt.date(2026, 11, 24)].marks == ["Ngày Văn hóa Việt Nam"]

    def test_it_leads_to_the_months_beside_it_across_years(self):
        context = self.client.get("/su-kien/2026/12/").context
        assert (context["previous_month"].url, context["next_month"].url) == ("/su-kien/2026/11/", "/su-kien/2027/01/")

    def test_breadcrumbs_lead_back_to_the_calendar(self):
        steps = [step.url for step in self.client.get("/su-kien/2026/11/").context["breadcrumbs"]]
        assert steps == ["/", "/su-kien/"]

    def test_odd_months_are_404(self):
        for path in (
            "2026/13",
            "2026/00",
            "2026/1",
            "1900/01",
            "9999/01",
            "2026/11/21",
            "2026",
            "nam-hoc/2026-2028",
            "٢٠٢٦/11",
        ):
            assert self.client.get(f"/su-kien/{path}/").status_code == 404, path

    def test_an_unpublished_calendar_is_404(self):
        factories.event_index().unpublish()
        for path in ("/su-kien/", "/su-kien/2026/11/", "/su-kien/lich.ics"):
            assert self.client.get(path).status_code == 404


class TestSchoolYears(SchoolTestCase):
    def test_a_school_year_begins_in_august(self):
        assert str(SchoolYear.of(dt.date(2026, 7, 31))) == "2025-2026"
        assert str(SchoolYear.of(dt.date(2026, 8, 1))) == "2026-2027"
        assert SchoolYear(2026).last_day == dt.date(2027, 7, 31)
        assert SchoolYear.parse("2026-2027") == SchoolYear(2026)
        assert [SchoolYear.parse(text) for text in ("2026-2028", "2026", "x", "2026-2027\n")] == [None] * 4

    def test_past_events_are_listed_by_it(self):
        factories.EventPageFactory(title="Năm ngoái", date=dt.date(2026, 5, 20))
        factories.EventPageFactory(title="Năm nay", date=dt.date(2026, 9, 5))
        with at(LATE):
            response = self.client.get("/su-kien/nam-hoc/2025-2026/")
            assert titles(response) == ["Năm ngoái"]
            years = [item.title for item in self.client.get("/su-kien/").context["years"]]
        assert years == ["2026-2027", "2025-2026"]

    def test_its_dates_stand_on_the_calendar_with_the_holidays_between_them(self):
        index = factories.event_index()
        TermDate.objects.create(page=index, title="Khai giảng", kind="ceremony", start=dt.date(2026, 9, 5))
        TermDate.objects.create(
            page=index, title="Thi cuối kỳ I", kind="exam", start=dt.date(2026, 12, 21), end=dt.date(2026, 12, 25)
        )
        TermDate.objects.create(page=index, title="Năm trước", start=dt.date(2026, 5, 31))
        with at(LATE):
            found = [m.title for m in self.client.get("/su-kien/").context["term_dates"]]
        assert found.index("Quốc khánh") < found.index("Khai giảng") < found.index("Thi cuối kỳ I")
        assert "Năm trước" not in found
        # One line for all days of the lunar New Year.
        assert found.count("Tết Nguyên Đán") == 1

    def test_a_site_may_differ_from_the_country(self):
        index = factories.event_index()
        HolidayOverride.objects.create(page=index, day=dt.date(2026, 11, 24), is_day_off=False)
        HolidayOverride.objects.create(page=index, day=dt.date(2026, 12, 7), title="Nghỉ theo công văn")
        with at(LATE):
            found = {m.title: m.start for m in self.client.get("/su-kien/").context["term_dates"]}
        assert "Ngày Văn hóa Việt Nam" not in found
        assert found["Nghỉ theo công văn"] == dt.date(2026, 12, 7)


class TestEventPage(PageCase):
    def data(self, **fields):
        return nested_form_data(
            {
                "title": "Họp phụ huynh",
                "slug": "hop-phu-huynh",
                "summary": "",
                "date": "05/12/2026",
                "end_date": "",
                "start_time": "19:30",
                "end_time": "21:00",
                "place": "Lớp 5A",
                "kind": "hop-phu-huynh",
                "audience": "",
                "organiser": "",
                "body": streamfield([("paragraph", rich_text("<p>Kính mời.</p>"))]),
                "registration_url": "",
                "state": "planned",
                "state_note": "",
                "meeting_url": "",
                "meeting_details": "",
                "cover": "",
                "cover_alt": "",
                **fields,
            }
        )

    def test_a_person_writes_one_in_the_admin(self):
        self.sign_in()
        self.assertCanCreate(factories.event_index(), EventPage, self.data())
        page = EventPage.objects.get()
        assert page.list_label == "19:30 – 21:00"
        assert page.last_day == dt.date(2026, 12, 5)
        text = self.client_for(A).get(page.get_url()).content.decode()
        for shown in ("Họp phụ huynh", "thứ Bảy, 05/12/2026", "19:30 – 21:00", "Lớp 5A", "Kính mời."):
            assert shown in text

    def test_it_can_be_changed_and_previewed(self):
        page = factories.EventPageFactory()
        self.sign_in()
        self.assertPageIsEditable(page, post_data=self.data())
        self.assertPageIsPreviewable(page, post_data=self.data())

    def clean(self, **fields) -> set[str]:
        page = EventPage(**{"title": "x", "date": dt.date(2026, 12, 5), "start_time": dt.time(8), **fields})
        try:
            page.clean_for_publication()
        except ValidationError as error:
            return set(error.message_dict)
        return set()

    def test_times_that_make_no_sense_are_refused_beside_their_field(self):
        assert self.clean() == set()
        assert self.clean(date=None) == {"date"}
        assert self.clean(start_time=None) == {"start_time"}
        assert self.clean(start_time=None, all_day=True) == set()
        assert self.clean(end_date=dt.date(2026, 12, 4)) == {"end_date"}
        assert self.clean(end_time=dt.time(8)) == {"end_time"}
        # Past midnight.
        assert self.clean(end_time=dt.time(1), end_date=dt.date(2026, 12, 6)) == set()

    def test_a_draft_without_a_day_can_be_kept_and_is_listed_nowhere(self):
        page = factories.EventPageFactory(date=None, live=False)
        assert page.last_day is None
        assert self.client.get("/su-kien/").status_code == 200

    def test_one_called_off_says_so_plainly(self):
        page = factories.EventPageFactory(
            state=EventState.POSTPONED, state_note="Dời sang tuần sau.", registration_url="https://dangky.example.org/"
        )
        assert page.list_label == "Tạm hoãn"
        text = self.client.get(page.get_url()).content.decode()
        assert "Dời sang tuần sau." in text
        # Nobody registers for what does not take place.
        assert "dangky.example.org" not in text
        assert "https://schema.org/EventPostponed" in text

    def test_its_words_for_machines_cannot_leave_their_element(self):
        page = factories.EventPageFactory(title="</script><script>alert(1)</script>")
        text = self.client.get(page.get_url()).content.decode()
        assert "<script>alert(1)" not in text
        assert '"startDate": "' in text
        assert "+07:00" in text

    def test_the_label_of_each_kind_of_time(self):
        day = dt.date(2026, 11, 21)
        assert Timing(day, day).label() == "Cả ngày"
        assert Timing(day, day, dt.time(7, 30)).label() == "Từ 07:30"
        assert Timing(day, day, dt.time(7, 30), dt.time(11)).label() == "07:30 – 11:00"
        assert Timing(day, dt.date(2026, 11, 25)).label() == "Đến 25/11/2026"


class TestCost(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.day = timezone.localdate() + dt.timedelta(days=1)
        for n in range(12):
            factories.EventPageFactory(slug=f"su-kien-{n}", date=cls.day)
        factories.EventPageFactory(date=timezone.localdate() - dt.timedelta(days=30))
        TermDate.objects.create(page=factories.event_index(), title="Khai giảng", start=cls.day)

    def test_each_page(self):
        year = SchoolYear.current()
        paths = ("/su-kien/", "/su-kien/su-kien-3/", f"/su-kien/{self.day:%Y/%m}/", f"/su-kien/nam-hoc/{year}/")
        figures = {path: cost(self.client, path) for path in paths}
        assert max(figures.values()) <= 12, figures

    def test_the_feed(self):
        assert cost(self.client, "/su-kien/lich.ics") <= 12

    def test_more_events_cost_no_more(self):
        before = [cost(self.client, path) for path in ("/su-kien/", "/su-kien/lich.ics")]
        factories.EventPageFactory.create_batch(5, date=self.day)
        assert [cost(self.client, path) for path in ("/su-kien/", "/su-kien/lich.ics")] == before
