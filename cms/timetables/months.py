"""Months, as plans are made for them."""

import datetime as dt

from django.utils.translation import gettext as _

DAY_DUE = 25


def first_of_month(day: dt.date) -> dt.date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def month_after(day: dt.date) -> dt.date:
    """Return the first day of the month after a day's."""
    return (first_of_month(day) + dt.timedelta(days=31)).replace(day=1)


def due_before(month: dt.date) -> dt.date:
    """Return the day before which a month's plan is published: the 25th of the month before (TT 09/2024 Điều 15.1)."""
    return (month - dt.timedelta(days=1)).replace(day=DAY_DUE)


def month_label(month: dt.date) -> str:
    """month 12/2026."""
    return _("month %(month)s") % {"month": f"{month:%m/%Y}"}
