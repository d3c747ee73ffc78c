"""School years, as the requirements count them."""

import datetime as dt

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
