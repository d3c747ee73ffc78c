"""School years and working days, as the requirements count them."""

import datetime as dt

from cms.core.public_holidays import public_holidays
from cms.core.school_years import SchoolYear


def school_year(day: dt.date | None = None) -> str:
    """Return the school year of a day, or of today: `2026-2027`."""
    return str(SchoolYear.of(day) if day else SchoolYear.current())


def next_school_year() -> str:
    """Return the school year after this one."""
    return str(SchoolYear(SchoolYear.current().start + 1))


def years_back(count: int) -> list[str]:
    """Return the current school year and those before it, `count` in all."""
    return [str(SchoolYear(SchoolYear.current().start - back)) for back in range(count)]


def first_day(year: str) -> dt.date:
    """Return the day on which teaching of a school year begins."""
    return dt.date(int(year[:4]), 9, 1)


def last_day(year: str) -> dt.date:
    """Return the day on which teaching of a school year ends."""
    return dt.date(int(year[5:]), 5, 31)


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Return by how many working days `last` is later than `first`."""
    free = public_holidays(first, last)
    days = (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in free for day in days)
