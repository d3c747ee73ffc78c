"""Pages that depend on what day it is: kept no longer than until midnight."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tenants.page_cache import keep_until


def next_midnight(now: dt.datetime | None = None) -> dt.datetime:
    """Return the first moment of tomorrow, local time."""
    tomorrow = timezone.localdate(now) + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(tomorrow, dt.time.min))


class DailyPage:
    """Mixin, before BasePage: the page says “today”, “this week” or “upcoming”."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer; no cache keeps the answer beyond midnight."""
        response: HttpResponse = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        keep_until(response, next_midnight())
        return response
