"""Counting working days: Monday to Friday without public holidays, but for what the office has decided."""

import datetime as dt

from cms.core.public_holidays import public_holidays
from cms.shared.models import WorkingDayOverride

SATURDAY = 5
# More than any run of days off: the calendar is read once.
MARGIN = dt.timedelta(days=60)


def add_working_days(start: dt.date, days: int) -> dt.date:
    """Return the day on which a term of `days` working days that begins after `start` ends."""
    last = start + dt.timedelta(days=2 * days) + MARGIN
    off = public_holidays(start, last)
    decided = dict(WorkingDayOverride.objects.filter(date__gt=start).values_list("date", "is_working"))
    day = start
    while days > 0:
        day += dt.timedelta(days=1)
        days -= decided.get(day, day.weekday() < SATURDAY and day not in off)
    return day
