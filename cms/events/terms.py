"""The milestones of a school year with the public holidays between them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from cms.core.school_years import SchoolYear
from cms.events.enums import TermDateKind
from cms.shared import working_days

if TYPE_CHECKING:
    from cms.events.models import EventIndexPage, HolidayOverride

LUNAR_NEW_YEAR = "Tết Nguyên Đán"
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Milestone:
    """A line of the school year: a date the school entered, or a public holiday."""

    start: dt.date
    end: dt.date
    title: str
    kind: str
    key: str
    is_holiday: bool = False

    @property
    def kind_label(self) -> str:
        return str(TermDateKind(self.kind).label)

    @property
    def several_days(self) -> bool:
        return self.end > self.start


def of_year(page: "EventIndexPage", year: SchoolYear) -> list[Milestone]:
    """Return the milestones of a school year in order: two queries."""
    return between(page, year.first_day, year.last_day)


def between(page: "EventIndexPage", first: dt.date, last: dt.date) -> list[Milestone]:
    """Return the milestones that touch these days, in order."""
    entered = [
        Milestone(row.start, row.end or row.start, row.title, row.kind, f"moc-{row.pk}")
        for row in page.term_dates.all()
        if row.start <= last and (row.end or row.start) >= first
    ]
    return sorted([*entered, *_holidays(page, first, last)])


def marks(page: "EventIndexPage", first: dt.date, last: dt.date) -> dict[dt.date, list[str]]:
    """Return the titles of the milestones by the day they stand on."""
    found: dict[dt.date, list[str]] = {}
    for milestone in between(page, first, last):
        day = max(milestone.start, first)
        while day <= min(milestone.end, last):
            found.setdefault(day, []).append(milestone.title)
            day += ONE_DAY
    return found


def days_off(page: "EventIndexPage", first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """Return the days off of country and office with what this site says differently."""
    found = working_days.days_off(first, last)
    overrides: Iterable[HolidayOverride] = page.holiday_overrides.all()
    for override in overrides:
        if not override.is_day_off:
            found.pop(override.day, None)
        elif first <= override.day <= last:
            found[override.day] = override.title or found.get(override.day, str(TermDateKind.BREAK.label))
    return dict(sorted(found.items()))


def _holidays(page: "EventIndexPage", first: dt.date, last: dt.date) -> list[Milestone]:
    """Return holidays as milestones; neighbouring days of one name are one."""
    rows = [(day, _as_people_say(title)) for day, title in days_off(page, first, last).items()]
    found = []
    for title, days in groupby(rows, key=itemgetter(1)):
        for run in _runs([day for day, _title in days]):
            key = f"le-{run[0]:%Y%m%d}"
            found.append(Milestone(run[0], run[-1], title, TermDateKind.BREAK, key, is_holiday=True))
    return found


def _as_people_say(title: str) -> str:
    """Return one name for all days of the lunar New Year, so that they make one line."""
    return LUNAR_NEW_YEAR if "Tết" in title and "Dương lịch" not in title else title


def _runs(days: list[dt.date]) -> list[list[dt.date]]:
    """Return the days in runs without a gap."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
