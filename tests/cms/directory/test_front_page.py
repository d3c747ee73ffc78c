"""The portal's front page: pinned stories first, then the newest."""

import datetime as dt

from django.utils import timezone

from cms.home.models import PinnedStory
from tests import factories
from tests.base import PORTAL, SchoolTestCase

DAY = dt.timedelta(days=1)


class TestPinnedStories(SchoolTestCase):
    slug = PORTAL

    @classmethod
    def setUpTestData(cls):
        cls.pages = [
            factories.NewsPageFactory(title=f"Tin {n}", slug=f"tin-{n}", date=dt.date(2026, 11, n)) for n in range(1, 8)
        ]

    def pin(self, number: int, order: int, until: dt.date | None = None) -> None:
        page = self.pages[number - 1]
        PinnedStory.objects.create(home=factories.home(), page=page, sort_order=order, until=until)

    def shown(self) -> list[str]:
        context = self.client.get("/").context
        return [context["lead"].title, *(story.title for story in context["stories"])]

    def test_without_pins_the_newest_come_first(self):
        assert self.shown() == ["Tin 7", "Tin 6", "Tin 5", "Tin 4"]

    def test_pins_come_first_in_their_order_and_nothing_twice(self):
        self.pin(2, 1)
        self.pin(6, 0)
        assert self.shown() == ["Tin 6", "Tin 2", "Tin 7", "Tin 5"]

    def test_a_pin_holds_until_its_last_day(self):
        today = timezone.localdate()
        self.pin(1, 0, today)
        self.pin(2, 1, today - DAY)
        assert self.shown() == ["Tin 1", "Tin 7", "Tin 6", "Tin 5"]

    def test_a_pinned_story_that_was_withdrawn_is_not_shown(self):
        self.pin(1, 0)
        self.pages[0].unpublish()
        assert "Tin 1" not in self.shown()
