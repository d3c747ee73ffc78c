"""RSS 2.0 from pages and news cards."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from cms.core.languages import content_language


def answer(request: HttpRequest, title: str, link: str, entries: Iterable[Any]) -> HttpResponse:
    """Return a feed. Entries have title, summary, url, date, and a moment of publication."""
    feed = Rss201rev2Feed(
        title=title,
        link=request.build_absolute_uri(link),
        description=title,
        language=content_language(),
        feed_url=request.build_absolute_uri(request.path),
    )
    for entry in entries:
        address = request.build_absolute_uri(entry.url)
        label = getattr(entry, "list_label", "") or getattr(entry, "category", "")
        feed.add_item(
            title=entry.title,
            link=address,
            description=entry.summary,
            pubdate=_moment(entry),
            unique_id=address,
            categories=[label] if label else [],
            author_name=getattr(entry, "school_name", None),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _moment(entry: Any) -> dt.datetime | None:
    """The day that readers see; readers of feeds want a time of day with it."""
    published: dt.datetime | None = getattr(entry, "first_published_at", None) or getattr(entry, "published_at", None)
    if entry.date is None or (published and timezone.localdate(published) == entry.date):
        return published
    return timezone.make_aware(dt.datetime.combine(entry.date, dt.time(7)))
