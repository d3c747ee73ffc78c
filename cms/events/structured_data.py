"""An event in the words of schema.org, for search engines."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from cms.core.navigation import site_path
from cms.events.enums import EventState
from cms.events.models import EventPage

STATUS = {
    EventState.PLANNED: "https://schema.org/EventScheduled",
    EventState.POSTPONED: "https://schema.org/EventPostponed",
    EventState.CANCELLED: "https://schema.org/EventCancelled",
}
# A text must not end the element it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def event(request: HttpRequest, page: EventPage) -> SafeString:
    """Return the event as JSON-LD. Of an online meeting it says only that there is one."""
    school: Any = request.tenant  # type: ignore[attr-defined]
    home = request.build_absolute_uri("/")
    address = request.build_absolute_uri(site_path(page.url_path))
    timing = page.timing
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": page.title,
        "url": address,
        "startDate": timing.first_day.isoformat() if timing.all_day else timing.start.isoformat(),
        "eventStatus": STATUS[EventState(page.state)],
        "organizer": {"@type": "Organization", "name": page.organiser or school.name, "url": home},
        "location": _location(page, school, address),
        "inLanguage": "vi",
    }
    if timing.all_day:
        data["endDate"] = timing.last_day.isoformat()
    elif timing.ends is not None:
        data["endDate"] = timing.end.isoformat()
    if page.summary:
        data["description"] = page.summary
    if page.is_online:
        mode = "MixedEventAttendanceMode" if page.place else "OnlineEventAttendanceMode"
        data["eventAttendanceMode"] = f"https://schema.org/{mode}"
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 - escaped one line above


def _location(page: EventPage, school: Any, address: str) -> dict[str, Any]:
    if page.is_online and not page.place:
        return {"@type": "VirtualLocation", "url": address}
    return {"@type": "Place", "name": page.place or school.name, "address": school.address or page.place or school.name}
