"""Calendar files: what other programs are told."""

import datetime as dt

from django.utils import timezone
from icalendar import Calendar

from cms.events.enums import EventState
from cms.events.models import TermDate
from tests import factories
from tests.base import A, B, SchoolTestCase, host_of, in_school


def read(client, path: str = "/su-kien/lich.ics") -> Calendar:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def one(client, path: str):
    (event,) = read(client, path).walk("VEVENT")
    return event


class TestEventFile(SchoolTestCase):
    def make(self, **fields):
        return factories.EventPageFactory(**{"slug": "hop", "date": dt.date(2026, 12, 5), **fields})

    def event(self, **fields):
        self.make(**fields)
        return one(self.client, "/su-kien/hop/lich.ics")

    def test_times_are_in_the_zone_of_the_country(self):
        event = self.event(start_time=dt.time(19, 30), end_time=dt.time(21))
        assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
        assert event["DTSTART"].dt.astimezone(dt.UTC) == dt.datetime(2026, 12, 5, 12, 30, tzinfo=dt.UTC)
        assert event["DTEND"].dt.astimezone(dt.UTC) == dt.datetime(2026, 12, 5, 14, 0, tzinfo=dt.UTC)

    def test_the_zone_is_described_once_with_its_offset(self):
        self.make()
        (zone,) = read(self.client, "/su-kien/hop/lich.ics").walk("VTIMEZONE")
        assert zone["TZID"] == "Asia/Ho_Chi_Minh"
        (standard,) = zone.walk("STANDARD")
        assert standard["TZOFFSETTO"].td == dt.timedelta(hours=7)

    def test_one_past_midnight_ends_the_next_day(self):
        event = self.event(start_time=dt.time(23, 30), end_time=dt.time(0, 30), end_date=dt.date(2026, 12, 6))
        assert event["DTEND"].dt.replace(tzinfo=None) == dt.datetime(2026, 12, 6, 0, 30)
        assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(hours=1)

    def test_whole_days_have_dates_and_an_end_that_is_not_part_of_it(self):
        event = self.event(all_day=True, end_date=dt.date(2026, 12, 7))
        assert event["DTSTART"].dt == dt.date(2026, 12, 5)
        assert event["DTEND"].dt == dt.date(2026, 12, 8)

    def test_without_a_known_end_none_is_made_up(self):
        assert "DTEND" not in self.event(end_time=None)

    def test_texts_are_escaped_and_folded(self):
        title = "Họp; khối 5, lớp A\\B \nBEGIN:VEVENT " + "rất dài " * 20
        self.make(title=title, place="Phòng 1, lầu 2; dãy B")
        raw = self.client.get("/su-kien/hop/lich.ics").content
        assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
        event = one(self.client, "/su-kien/hop/lich.ics")
        assert event["SUMMARY"].split() == title.split()
        assert event["LOCATION"] == "Phòng 1, lầu 2; dãy B"

    def test_one_called_off_is_marked_for_programs_and_people(self):
        event = self.event(title="Dã ngoại", state=EventState.CANCELLED, state_note="Vì mưa bão.")
        assert event["STATUS"] == "CANCELLED"
        assert event["SUMMARY"] == "Đã hủy: Dã ngoại"
        assert "Vì mưa bão." in event["DESCRIPTION"]

    def test_it_leads_back_to_its_page(self):
        assert self.event()["URL"] == f"http://{host_of(A)}/su-kien/hop/"

    def test_each_publication_counts_up(self):
        page = self.make()
        page.first_published_at = timezone.now() - dt.timedelta(days=1)
        page.save()
        before = one(self.client, "/su-kien/hop/lich.ics")["SEQUENCE"]
        page.last_published_at = timezone.now() + dt.timedelta(minutes=1)
        page.save()
        assert one(self.client, "/su-kien/hop/lich.ics")["SEQUENCE"] > before

    def test_the_way_into_a_meeting_is_in_no_file(self):
        self.make(meeting_url="https://hop.example.org/bi-mat", meeting_details="Mật khẩu 123456")
        for path in ("/su-kien/hop/lich.ics", "/su-kien/lich.ics"):
            raw = self.client.get(path).content.replace(b"\r\n ", b"").decode()
            assert "bi-mat" not in raw
            assert "123456" not in raw


class TestSiteFile(SchoolTestCase):
    def test_it_has_the_events_and_the_dates_of_the_school_year(self):
        factories.EventPageFactory(title="Sắp tới")
        factories.EventPageFactory(title="Quá lâu", date=dt.date(2019, 1, 1))
        TermDate.objects.create(page=factories.event_index(), title="Khai giảng", start=timezone.localdate())
        titles = [str(event["SUMMARY"]) for event in read(self.client).walk("VEVENT")]
        assert {"Sắp tới", "Khai giảng", "Quốc khánh"} <= set(titles)
        assert "Quá lâu" not in titles

    def test_names_are_stable_and_no_two_are_equal(self):
        factories.EventPageFactory.create_batch(3)
        before = [str(event["UID"]) for event in read(self.client).walk("VEVENT")]
        assert len(set(before)) == len(before)
        page = factories.event_index().get_children().first().specific
        page.title, page.slug = "Tên mới", "ten-moi"
        page.save_revision().publish()
        assert sorted(str(event["UID"]) for event in read(self.client).walk("VEVENT")) == sorted(before)

    def test_two_schools_never_share_a_name_and_see_only_their_own(self):
        day = timezone.localdate() + dt.timedelta(days=3)
        for slug in (A, B):
            with in_school(slug):
                page = factories.EventPageFactory(title=f"Của {slug}", slug="chung", date=day)
                # As after a copy of the whole school.
                type(page).objects.filter(pk=page.pk).update(translation_key="11111111-1111-4111-8111-111111111111")
        a, b = (read(self.client_for(slug)) for slug in (A, B))
        uids = [{str(event["UID"]) for event in found.walk("VEVENT")} for found in (a, b)]
        assert not uids[0] & uids[1]
        assert f"Của {B}" not in str(a.to_ical().decode())

    def test_it_is_kept_like_a_page_and_void_with_a_publication(self):
        factories.EventPageFactory(title="Một")
        assert self.client.get("/su-kien/lich.ics")["X-Page-Cache"] == "miss"
        assert self.client.get("/su-kien/lich.ics")["X-Page-Cache"] == "hit"
        factories.EventPageFactory(title="Hai")
        assert "Hai" in self.client.get("/su-kien/lich.ics").content.decode()
