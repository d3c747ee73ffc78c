"""Calendar files."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from cms.core.daily import next_midnight
from cms.core.school_years import SchoolYear
from cms.events import ical, terms
from cms.events.models import EventIndexPage, EventPage
from tenants.page_cache import keep_until

MOST_EVENTS = 1000
AHEAD = dt.timedelta(days=730)


def site_calendar(request: HttpRequest) -> HttpResponse:
    """The whole calendar of the site since the beginning of last school year, with the dates of the school year."""
    page = EventIndexPage.objects.live().public().first()
    if page is None:
        raise Http404
    today = timezone.localdate()
    first = SchoolYear(SchoolYear.of(today).start - 1).first_day
    events = EventPage.objects.listed().child_of(page).filter(last_day__gte=first).in_order()[:MOST_EVENTS]
    name = f"{page.title} – {request.tenant.name}"  # type: ignore[attr-defined]
    return _answer(ical.calendar(request, name, events, terms.between(page, first, today + AHEAD)))


def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One event."""
    event = EventPage.objects.listed().filter(slug=slug).first()
    if event is None:
        raise Http404
    return _answer(ical.calendar(request, event.title, [event]))


def _answer(data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=ical.CONTENT_TYPE)
    keep_until(response, next_midnight())
    return response
