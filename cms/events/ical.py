"""The calendar for other programs (iCalendar, RFC 5545)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from icalendar import Calendar, Timezone, TimezoneStandard, vText
from icalendar import Event as Component

from cms.core.navigation import site_path
from cms.events.enums import EventState
from cms.events.models import EventPage
from cms.events.terms import Milestone
from cms.events.timing import ONE_DAY

ZONE = settings.TIME_ZONE
CONTENT_TYPE = "text/calendar; charset=utf-8"
HOURS_BETWEEN_ASKING = 12
STATUS = {
    EventState.PLANNED: "CONFIRMED",
    EventState.POSTPONED: "TENTATIVE",
    EventState.CANCELLED: "CANCELLED",
}


def calendar(
    request: HttpRequest, name: str, events: Iterable[EventPage], milestones: Iterable[Milestone] = ()
) -> bytes:
    """Return a calendar as a file. Ways into online meetings are not in it."""
    found = Calendar()
    found.add("prodid", "-//tptdm//su-kien//VI")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    # The package takes what begins with X- for ready, without escaping it.
    found.add("x-wr-calname", vText(name))
    found.add("x-wr-timezone", ZONE)
    found.add("refresh-interval", dt.timedelta(hours=HOURS_BETWEEN_ASKING), parameters={"value": "DURATION"})
    found.add_component(_zone())
    for event in events:
        found.add_component(_event(request, event))
    for milestone in milestones:
        found.add_component(_milestone(request, milestone))
    return found.to_ical()  # type: ignore[no-any-return]


def uid(request: HttpRequest, key: str) -> str:
    """Return a name that stays the same when the school is renamed, and differs from every other school's."""
    schema = request.tenant.schema_name.replace("_", "-")  # type: ignore[attr-defined]
    return f"{key}@{schema}.{settings.PORTAL_DOMAIN}"


def _zone() -> Timezone:
    """Return Vietnam's time as it has been since 1975: seven hours ahead, no summer time."""
    standard = TimezoneStandard()
    standard.add("dtstart", dt.datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", dt.timedelta(hours=8))
    standard.add("tzoffsetto", dt.timedelta(hours=7))
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add("x-lic-location", ZONE)
    zone.add_component(standard)
    return zone


def _event(request: HttpRequest, page: EventPage) -> Component:
    changed = page.last_published_at or page.first_published_at or page.timing.start
    found = Component()
    found.add("uid", uid(request, str(page.translation_key)))
    found.add("dtstamp", changed.astimezone(dt.UTC))
    found.add("last-modified", changed.astimezone(dt.UTC))
    found.add("sequence", _sequence(page))
    found.add("summary", _summary(page))
    _add_times(found, page)
    found.add("status", STATUS[EventState(page.state)])
    found.add("categories", [str(page.get_kind_display())])
    found.add("url", request.build_absolute_uri(site_path(page.url_path)))
    if page.place:
        found.add("location", page.place)
    if description := _description(page):
        found.add("description", description)
    return found


def _add_times(found: Component, page: EventPage) -> None:
    timing = page.timing
    if timing.all_day:
        found.add("dtstart", timing.first_day)
        # The end is the first day on which it is over.
        found.add("dtend", timing.last_day + ONE_DAY)
        return
    found.add("dtstart", timing.start)
    if timing.ends is not None or timing.several_days:
        found.add("dtend", timing.end)


def _sequence(page: EventPage) -> int:
    """Return a number that grows with each publication: programs take over a change only then."""
    if not (page.first_published_at and page.last_published_at):
        return 0
    return max(0, int((page.last_published_at - page.first_published_at).total_seconds()))


def _summary(page: EventPage) -> str:
    return f"{page.list_label}: {page.title}" if page.is_called_off else page.title


def _description(page: EventPage) -> str:
    lines: list[Any] = [
        page.state_note,
        page.summary,
        page.audience and _("For: %(audience)s") % {"audience": page.audience},
        page.registration_url and _("Registration: %(url)s") % {"url": page.registration_url},
    ]
    return "\n".join(line for line in lines if line)


def _milestone(request: HttpRequest, milestone: Milestone) -> Component:
    found = Component()
    found.add("uid", uid(request, milestone.key))
    found.add("dtstamp", dt.datetime.combine(milestone.start, dt.time.min, dt.UTC))
    found.add("summary", milestone.title)
    found.add("dtstart", milestone.start)
    found.add("dtend", milestone.end + ONE_DAY)
    found.add("categories", [milestone.kind_label])
    found.add("transp", "TRANSPARENT")
    return found
