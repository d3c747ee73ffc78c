"""The portal's front page: pinned stories first, then the newest; nothing twice."""

import datetime as dt
import uuid

from django.utils import timezone

from cms.home.models import PinnedStory
from cms.shared.models import NewsCard
from cms.syndication.models import CopyPage
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, in_school, run_tasks

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
        assert self.shown() == ["Tin 7", "Tin 6", "Tin 5", "Tin 4", "Tin 3"]

    def test_pins_come_first_in_their_order_and_nothing_twice(self):
        self.pin(2, 1)
        self.pin(6, 0)
        assert self.shown() == ["Tin 6", "Tin 2", "Tin 7", "Tin 5", "Tin 4"]

    def test_a_pin_holds_until_its_last_day(self):
        today = timezone.localdate()
        self.pin(1, 0, today)
        self.pin(2, 1, today - DAY)
        assert self.shown() == ["Tin 1", "Tin 7", "Tin 6", "Tin 5", "Tin 4"]

    def test_a_pinned_story_that_was_withdrawn_is_not_shown(self):
        self.pin(1, 0)
        self.pages[0].unpublish()
        assert "Tin 1" not in self.shown()


class TestFromTheSchools(SchoolTestCase):
    """What comes from the schools stands on the front page once."""

    def shown(self) -> dict[str, list[str]]:
        with self.settings(PAGE_CACHE_ENABLED=False):
            context = client_for(PORTAL).get("/").context
        return {"lead": [context["lead"].title], "school_cards": [card.title for card in context["school_cards"]]}

    def test_an_article_taken_over_is_not_shown_as_the_schools_again(self):
        for title in ("Đã chuyển", "Chưa chuyển"):
            factories.NewsPageFactory(title=title)
        run_tasks()
        with in_school(PORTAL):
            card = NewsCard.objects.get(title="Đã chuyển")
            factories.news_index().add_child(
                instance=CopyPage(
                    title=card.title,
                    html="<p>x</p>",
                    original_url=card.url,
                    source_name="Trường A",
                    article_key=uuid.uuid4(),
                    date=card.date,
                )
            )
        assert self.shown() == {"lead": ["Đã chuyển"], "school_cards": ["Chưa chuyển"]}

    def test_an_event_that_many_schools_hold_is_shown_once_and_schools_take_turns(self):
        day = timezone.localdate() + DAY
        for slug in (A, B):
            with in_school(slug):
                factories.EventPageFactory(title="Khám sức khỏe", date=day)
        for slug in (A, B):
            with in_school(slug):
                factories.EventPageFactory(title="Hội xuân", slug="hoi-xuan", date=day + DAY)
        run_tasks()
        with self.settings(PAGE_CACHE_ENABLED=False):
            events = client_for(PORTAL).get("/").context["events"]
        assert [event.title for event in events] == ["Khám sức khỏe", "Hội xuân"]
        assert len({event.school_id for event in events}) == 2
