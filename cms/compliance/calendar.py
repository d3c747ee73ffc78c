"""School years and working days, as the requirements count them."""

import datetime as dt
from functools import cache

import holidays
from django.utils import timezone


def school_year(day: dt.date | None = None) -> str:
    """Return the school year of a day: `2026-2027` from August 2026 to July 2027."""
    day = day or timezone.localdate()
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def next_school_year() -> str:
    """Return the school year after this one."""
    first = int(school_year()[:4]) + 1
    return f"{first}-{first + 1}"


def years_back(count: int) -> list[str]:
    """Return the current school year and those before it, `count` in all."""
    first = int(school_year()[:4])
    return [f"{first - back}-{first - back + 1}" for back in range(count)]


def first_day(year: str) -> dt.date:
    """Return the day on which teaching of a school year begins."""
    return dt.date(int(year[:4]), 9, 1)


def last_day(year: str) -> dt.date:
    """Return the day on which teaching of a school year ends."""
    return dt.date(int(year[5:]), 5, 31)


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Return by how many working days `last` is later than `first`."""
    days = (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in _holidays(day.year) for day in days)


@cache
def _holidays(year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays("VN", years=year))
