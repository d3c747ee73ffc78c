"""Weeks, from Monday to Sunday."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

WEEK = dt.timedelta(days=7)
DAYS = [(number, WEEKDAYS[number]) for number in range(7)]
DAY_NAMES = (
    ("thứ hai", "thứ 2", "t2", "hai", "2"),
    ("thứ ba", "thứ 3", "t3", "ba", "3"),
    ("thứ tư", "thứ 4", "t4", "tư", "4"),
    ("thứ năm", "thứ 5", "t5", "năm", "5"),
    ("thứ sáu", "thứ 6", "t6", "sáu", "6"),
    ("thứ bảy", "thứ 7", "t7", "bảy", "7"),
    ("chủ nhật", "cn"),
)


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def this_monday() -> dt.date:
    """Return the Monday of this week, local time."""
    return monday_of(timezone.localdate())


def days_of(monday: dt.date, count: int = 7) -> list[dt.date]:
    """Return the first days of a week."""
    return [monday + dt.timedelta(days=n) for n in range(count)]


def week_label(monday: dt.date) -> str:
    """23/11 – 29/11/2026."""
    sunday = monday + dt.timedelta(days=6)
    begin = f"{monday:%d/%m}" if monday.year == sunday.year else f"{monday:%d/%m/%Y}"
    return _("%(begin)s – %(end)s") % {"begin": begin, "end": f"{sunday:%d/%m/%Y}"}


def local_moment(day: dt.date, time: dt.time = dt.time.min) -> dt.datetime:
    """Return a moment of a local day as an aware datetime."""
    return timezone.make_aware(dt.datetime.combine(day, time))


def read_day(text: str) -> int:
    """Return the number of a day (0 is Monday) from “Thứ Hai”, “T2”, “2” or “CN”. Raises ValidationError."""
    words = " ".join(text.casefold().replace(",", " ").replace("\n", " ").split())
    for number, names in enumerate(DAY_NAMES):
        if any(words == name or words.startswith(name + " ") for name in names):
            return number
    raise ValidationError(_("“%(text)s” is no day of the week.") % {"text": text[:40]})
