"""What the portal's front page gathers: a fixed number of queries, however many schools there are."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cms.core.listing import exists, newest, published
from cms.core.models import BasePage
from cms.core.navigation import PageRef, top_pages
from cms.shared.models import NewsCard, SharedEvent
from cms.shared.schools import finder

ARTICLES = "news.NewsPage"
DOCUMENTS = "documents.OfficialDocumentPage"
STORIES_SHOWN = 4
CARDS_SHOWN = 6
DOCUMENTS_SHOWN = 6
EVENTS_SHOWN = 4
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
        "school_cards": list(NewsCard.objects.newest()[:CARDS_SHOWN]),
        "documents": newest_documents(),
        "events": list(SharedEvent.objects.upcoming().filter(is_called_off=False)[:EVENTS_SHOWN]),
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


def newest_documents() -> list[BasePage]:
    """Return the office's own latest official documents."""
    return list(newest(DOCUMENTS)[:DOCUMENTS_SHOWN]) if exists(DOCUMENTS) else []


def procedures(sections: list[PageRef]) -> list[PageRef]:
    """Return the pages right below the section of procedures."""
    return [ref for ref in sections if ref.depth == 4 and ref.url.startswith("/thu-tuc/")]


def schedule(sections: list[PageRef]) -> PageRef | None:
    """Return the page of the leaders' work schedule, if the site has one."""
    return next((ref for ref in sections if ref.url.endswith(SCHEDULE)), None)
