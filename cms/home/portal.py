"""What the portal's front page gathers: a fixed number of queries, however many schools there are."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from cms.core.listing import exists, newest, published
from cms.core.models import BasePage
from cms.core.navigation import PageRef, top_pages
from cms.shared.models import NewsCard, SharedEvent
from cms.shared.schools import finder

ARTICLES = "news.NewsPage"
DOCUMENTS = "documents.OfficialDocumentPage"
STORIES_SHOWN = 5
CARDS_SHOWN = 6
DOCUMENTS_SHOWN = 5
EVENTS_SHOWN = 4
# Many schools hold the same event in a week: so many are looked through for different ones.
EVENTS_LOOKED_AT = 100
PROCEDURES_SHOWN = 6
# The leaders' work schedule, wherever the site has it.
SCHEDULE = "/lich-cong-tac/"


def gathered(home: BasePage) -> dict[str, Any]:
    """Return all that the template shows besides the frame."""
    stories = front_stories(home)
    sections = top_pages()
    return {
        "lead": stories[0] if stories else None,
        "stories": stories[1:],
        "school_cards": school_cards(stories),
        "documents": newest_documents(),
        "events": coming_events(),
        "procedures": procedures(sections)[:PROCEDURES_SHOWN],
        "schedule": schedule(sections),
        "finder": finder(),
    }


def front_stories(home: BasePage) -> list[BasePage]:
    """Return what editors have pinned, in their order, then the newest."""
    pinned = pinned_stories(home, timezone.localdate())
    known = {story.pk for story in pinned}
    latest = newest(ARTICLES)[: STORIES_SHOWN + len(known)]
    return [*pinned, *(story for story in latest if story.pk not in known)][: max(STORIES_SHOWN, len(pinned))]


def pinned_stories(home: BasePage, today: dt.date) -> list[BasePage]:
    """Return the pinned stories that are published and whose time is not over."""
    current = Q(pins__until__isnull=True) | Q(pins__until__gte=today)
    return list(published(ARTICLES).filter(current, pins__home=home).order_by("pins__sort_order"))


def school_cards(stories: list[BasePage]) -> list[NewsCard]:
    """Return the newest articles of the schools, without those that stand above as taken over."""
    shown = taken_over(stories)
    cards = NewsCard.objects.newest()[: CARDS_SHOWN + len(shown)]
    return [card for card in cards if card.url not in shown][:CARDS_SHOWN]


def taken_over(stories: list[BasePage]) -> set[str]:
    """Return the addresses of the originals of those stories that are copies."""
    own = ContentType.objects.get_for_model(apps.get_model(ARTICLES))
    copies = [story.pk for story in stories if story.content_type_id != own.pk]
    found = BasePage.objects.filter(pk__in=copies).specific() if copies else []
    return {page.original_url for page in found if page.original_url}


def coming_events() -> list[SharedEvent]:
    """Return the next events of the schools: each title once, of different schools while there are."""
    events = list(SharedEvent.objects.upcoming().filter(is_called_off=False)[:EVENTS_LOOKED_AT])
    titles, schools = set[str](), set[int]()
    chosen: list[SharedEvent] = []
    for same_school in (False, True):
        for event in events:
            if event.title not in titles and (same_school or event.school_id not in schools):
                chosen.append(event)
                titles.add(event.title)
                schools.add(event.school_id)
    return sorted(chosen[:EVENTS_SHOWN], key=lambda event: event.start)


def newest_documents() -> list[BasePage]:
    """Return the office's own latest official documents."""
    return list(newest(DOCUMENTS)[:DOCUMENTS_SHOWN]) if exists(DOCUMENTS) else []


def procedures(sections: list[PageRef]) -> list[PageRef]:
    """Return the pages right below the section of procedures."""
    return [ref for ref in sections if ref.depth == 4 and ref.url.startswith("/thu-tuc/")]


def schedule(sections: list[PageRef]) -> PageRef | None:
    """Return the page of the leaders' work schedule, if the site has one."""
    return next((ref for ref in sections if ref.url.endswith(SCHEDULE)), None)
