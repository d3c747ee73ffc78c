"""The home page of a school: what it shows, and what it costs."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.appearance.models import Appearance
from cms.core.models import BasePage
from cms.events.models import EventPage
from tests import factories
from tests.base import SchoolTestCase, listening
from themes import layouts


class TestSchoolHome(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cover = factories.PictureFactory()
        factories.NewsPageFactory.create_batch(6, cover=cover, cover_alt="Sân trường")
        cls.today = timezone.localdate()
        for days in (-3, 0, 5, 9, 30):
            cls.event(f"Sự kiện {days}", cls.today + dt.timedelta(days=days))
        Appearance(logo=factories.PictureFactory(), cover=cover, cover_alt="Cổng trường").save()

    @classmethod
    def event(cls, title: str, day: dt.date) -> None:
        index = BasePage.objects.get(slug="su-kien").specific
        index.add_child(instance=EventPage(title=title, slug=f"sk-{day:%Y-%m-%d}", date=day, start_time=dt.time(8)))

    def test_it_shows_the_next_three_events_the_soonest_first(self):
        titles = [event.title for event in self.client.get("/").context["events"]]
        assert titles == ["Sự kiện 0", "Sự kiện 5", "Sự kiện 9"]

    def test_one_lead_and_three_more_stories(self):
        context = self.client.get("/").context
        assert context["lead"] is not None
        assert len(context["stories"]) == 3

    def test_the_five_tasks_are_one_tap_away(self):
        page = self.client.get("/").content.decode()
        for address in ("/cong-khai/", "/thu-tuc/", "/khoan-thu/", "/hoc-lieu/", "/lien-he/"):
            assert f'class="tile" href="{address}"' in page

    def test_head_and_foot_name_what_the_law_asks_for(self):
        page = self.client.get("/").content.decode()
        head, foot = page.split("<main")[0], page.split('<footer class="foot"')[1]
        assert self.school.name in head
        assert self.school.name in foot
        for words in ("Trang chủ", "Giới thiệu", "Sơ đồ"):
            assert words in head

    def test_in_every_layout_it_costs_at_most_fourteen_queries(self):
        for layout, _label in layouts.CHOICES:
            Appearance.objects.update(layout=layout)
            with listening(), self.settings(PAGE_CACHE_ENABLED=False):
                self.client.get("/")
                with CaptureQueriesContext(connection) as queries:
                    assert self.client.get("/").status_code == 200
            assert len(queries) <= 14, layout


class TestABareHome(SchoolTestCase):
    def test_before_the_first_story_it_says_whose_site_it_is_in_every_layout(self):
        for layout, _label in layouts.CHOICES:
            Appearance.objects.all().delete()
            Appearance(layout=layout).save()
            text = self.client.get("/").content.decode()
            assert f'<h2 class="lead__title">{self.school.name}</h2>' in text, layout
            assert text.count('<svg class="cover"') == 1, layout

    def test_a_story_without_a_picture_has_a_drawn_cover_in_every_layout(self):
        factories.NewsPageFactory(cover=None)
        for layout, _label in layouts.CHOICES:
            Appearance.objects.all().delete()
            Appearance(layout=layout).save()
            lead = self.client.get("/").content.decode().split('<article class="lead">')[1]
            assert lead.lstrip().startswith('<svg class="cover"'), layout
