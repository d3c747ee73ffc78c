"""Requirements of the law that menus answer."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.public_holidays import public_holidays
from cms.core.requirements import Finding, State, checks
from cms.core.weeks import WEEK, days_of, local_moment, this_monday
from cms.timetables.models import MenuPage, MenuWeekPage
from tenants.enums import SchoolKind
from tenants.models import School

SCHOOL_DAYS = 5
# From the Saturday before on it is too late.
SATURDAY_BEFORE = dt.timedelta(days=2)


@checks("tt09-preschool-week-menu")
def preschool_menu(school: School) -> Finding:
    """A preschool's menu is published before the Saturday of the week before (TT 09/2024 Điều 15.1)."""
    if school.kind != SchoolKind.PRESCHOOL:
        return Finding(State.NOT_APPLICABLE)
    section = MenuPage.objects.live().public().first()
    return _finding(section) if section else Finding(State.MISSING, _("There is no page for the menus."))


@checks("tt09-school-week-menu")
def school_menu(school: School) -> Finding:
    """The same for a school that provides meals, which is one that has a page for its menus (Điều 9.1.đ, 15.1)."""
    if school.kind in {SchoolKind.PRESCHOOL, SchoolKind.OFFICE}:
        return Finding(State.NOT_APPLICABLE)
    section = MenuPage.objects.live().public().first()
    return _finding(section) if section else Finding(State.NOT_APPLICABLE)


def due_week() -> dt.date:
    """Return the Monday of the latest week whose menu had to be there."""
    following = this_monday() + WEEK
    return following if timezone.now() >= _too_late(following) else this_monday()


def _too_late(monday: dt.date) -> dt.datetime:
    return local_moment(monday - SATURDAY_BEFORE)


def _finding(section: MenuPage) -> Finding:
    monday = due_week()
    day = {"day": f"{monday:%d/%m/%Y}"}
    week = MenuWeekPage.objects.child_of(section).live().public().filter(date=monday).first()
    if week is None:
        fix = reverse("wagtailadmin_pages:add", args=["timetables", "menuweekpage", section.pk])
        return Finding(State.MISSING, _("The menu of the week from %(day)s is not published.") % day, fix)
    fix = reverse("wagtailadmin_pages:edit", args=[week.pk])
    if lacking := _days_without_menu(week):
        days = ", ".join(f"{date:%d/%m}" for date in lacking)
        return Finding(State.MISSING, _("The menu lacks these days: %(days)s.") % {"days": days}, fix)
    if week.first_published_at is None or week.first_published_at >= _too_late(monday):
        text = _("The menu of the week from %(day)s was not published before the Saturday of the week before.")
        return Finding(State.OUTDATED, text % day, fix)
    return Finding(State.PASSED, _("The menu of the week from %(day)s was published in time.") % day)


def _days_without_menu(week: MenuWeekPage) -> list[dt.date]:
    """Return the school days that have neither meals nor a reason for none, and are no public holiday."""
    school_days = days_of(week.monday, SCHOOL_DAYS)
    known = {date for date, row in week.by_day if row.has_meals or row.closed}
    known |= set(public_holidays(school_days[0], school_days[-1]))
    return [date for date in school_days if date not in known]
