"""Models of the events app."""

from cms.events.models.calendar import EventIndexPage, HolidayOverride, TermDate
from cms.events.models.event import EventPage
from cms.events.models.guest import EventGuest
from cms.events.models.schedule import WorkEntry, WorkSchedulePage, WorkWeekPage

__all__ = [
    "EventGuest",
    "EventIndexPage",
    "EventPage",
    "HolidayOverride",
    "TermDate",
    "WorkEntry",
    "WorkSchedulePage",
    "WorkWeekPage",
]
