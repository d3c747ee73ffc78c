"""School years: 2026-2027 begins in August 2026, when the staff returns, and ends with July 2027."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone

FIRST_MONTH = 8
WRITTEN = re.compile(r"(20\d\d)-(20\d\d)", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class SchoolYear:
    """A school year, known by the calendar year in which it begins."""

    start: int

    def __str__(self) -> str:
        return f"{self.start}-{self.start + 1}"

    @classmethod
    def of(cls, day: dt.date) -> "SchoolYear":
        """Return the school year of a day."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def current(cls) -> "SchoolYear":
        """Return the school year of today, local time."""
        return cls.of(timezone.localdate())

    @classmethod
    def parse(cls, text: str) -> "SchoolYear | None":
        """Return the school year written `2026-2027`, or None."""
        match = WRITTEN.fullmatch(text)
        if match is None or int(match[2]) != int(match[1]) + 1:
            return None
        return cls(int(match[1]))

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.start, FIRST_MONTH, 1)

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.start + 1, FIRST_MONTH, 1) - dt.timedelta(days=1)
