"""A month as weeks of days, each with what takes place on it."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.weeks import days_of, this_monday
from themes.templatetags.theme import weekday


@dataclass(slots=True)
class Day:
    """One day of the grid."""

    date: dt.date
    in_month: bool
    is_today: bool
    events: list[Any] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.events or self.marks)


def bounds(first: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month."""
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def shift(first: dt.date, months: int) -> dt.date:
    """Return the first day of the month that many months later."""
    number = first.year * 12 + first.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def name(first: dt.date) -> str:
    """Tháng 11/2026."""
    if (get_language() or "vi").startswith("vi"):
        return _("Month %(month)s/%(year)s") % {"month": first.month, "year": first.year}
    return date_format(first, "F Y")


def weekdays() -> list[str]:
    """Return the names of the days, Monday first."""
    names = (weekday(day) for day in days_of(this_monday()))
    return [name[:1].upper() + name[1:] for name in names]


def grid(first: dt.date, events: Iterable[Any], marks: dict[dt.date, list[str]]) -> list[list[Day]]:
    """Return the weeks of the month; an event stands on each of its days."""
    today = timezone.localdate()
    weeks = [
        [Day(day, day.month == first.month, day == today) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    days = {day.date: day for week in weeks for day in week if day.in_month}
    for event in events:
        for date in _days_within(event, first):
            days[date].events.append(event)
    for date, titles in marks.items():
        if date in days:
            days[date].marks.extend(titles)
    return weeks


def _days_within(event: Any, first: dt.date) -> list[dt.date]:
    begin, end = bounds(first)
    begin, end = max(begin, event.date), min(end, event.last_day)
    return [begin + dt.timedelta(days=n) for n in range((end - begin).days + 1)]
