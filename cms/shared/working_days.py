"""The working calendar by which every term of the city's sites is counted.

Monday to Friday without public holidays, but for what the office has decided (swaps, the days around Tết). One list
for the city: rows of public that the portal's administrator writes. A term once told to somebody (a question's
answer) is kept as told; terms counted later follow a later decision.
"""

import datetime as dt

from django.utils.translation import gettext as _

from cms.core.public_holidays import public_holidays
from cms.shared.models import WorkingDayOverride

SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)
# More than any run of days off: the calendar is read once.
MARGIN = dt.timedelta(days=60)


def days_off(first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """Return the public holidays and the days off decided besides, with their names; worked ones are left out."""
    found = public_holidays(first, last)
    rows = WorkingDayOverride.objects.filter(date__range=(first, last)).values_list("date", "is_working", "note")
    for day, is_working, note in rows:
        if is_working:
            found.pop(day, None)
        elif day not in found:
            found[day] = _("Day off (%(decision)s)") % {"decision": note} if note else _("Day off")
    return dict(sorted(found.items()))


def is_working_day(day: dt.date) -> bool:
    """Tell whether the office works on a day."""
    return _working(day, day)[day]


def add_working_days(start: dt.date, days: int) -> dt.date:
    """Return the day on which a term of `days` working days that begins after `start` ends."""
    working = _working(start + ONE_DAY, start + dt.timedelta(days=2 * days) + MARGIN)
    day = start
    while days > 0:
        day += ONE_DAY
        days -= working[day]
    return day


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Return by how many working days `last` is later than `first`; 0 if it is not."""
    return sum(_working(first + ONE_DAY, last).values()) if last > first else 0


def _working(first: dt.date, last: dt.date) -> dict[dt.date, bool]:
    """Return for each day whether it is worked: one query."""
    off = public_holidays(first, last)
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    found = {day: day.weekday() < SATURDAY and day not in off for day in days}
    found.update(WorkingDayOverride.objects.filter(date__range=(first, last)).values_list("date", "is_working"))
    return found
