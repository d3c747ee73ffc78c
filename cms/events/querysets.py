"""Questions asked of events."""

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.core.routing import has_restrictions


class EventPageQuerySet(PageQuerySet):
    """Events as rows of a list: no body, with what the list shows, in one query."""

    def listed(self) -> "EventPageQuerySet":
        """Published events that everybody may see."""
        events = self.live().filter(date__isnull=False).defer("body", "meeting_url", "meeting_details")
        return events.public() if has_restrictions() else events

    def upcoming(self, today: dt.date | None = None) -> "EventPageQuerySet":
        """What is not over before today, the next one first."""
        return self.filter(last_day__gte=today or timezone.localdate()).in_order()

    def past(self, today: dt.date | None = None) -> "EventPageQuerySet":
        """What was over before today, the latest first."""
        return self.filter(last_day__lt=today or timezone.localdate()).order_by("-date", "-start_time", "-pk")

    def between(self, first: dt.date, last: dt.date) -> "EventPageQuerySet":
        """What takes place on at least one of these days."""
        return self.filter(date__lte=last, last_day__gte=first).in_order()

    def in_order(self) -> "EventPageQuerySet":
        """The earliest first; events of whole days stand before those of the same day with an hour."""
        return self.order_by("date", "-all_day", "start_time", "pk")


_Base: Any = PageManager.from_queryset(EventPageQuerySet)


class EventPageManager(_Base):  # type: ignore[valid-type]
    """Manager of events; ordering by the tree stays Wagtail's."""
