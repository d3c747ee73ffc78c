"""Requirements of the law that menus and education plans answer."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.models.weekly import WeeklyIndexPage, WeekPage
from cms.core.requirements import Finding, State, checks
from cms.core.weeks import WEEK, days_of, local_moment, this_monday
from cms.shared.working_days import days_off
from cms.timetables.models import MenuPage, MenuWeekPage, PlanMonthPage, PlanPage, PlanWeekPage
from cms.timetables.months import due_before, first_of_month, month_after, month_label
from tenants.enums import SchoolKind
from tenants.models import School

SCHOOL_DAYS = 5
# From the Saturday before on it is too late.
SATURDAY_BEFORE = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Weekly:
    """What is published week by week, and how its findings are worded."""

    section: type[WeeklyIndexPage]
    told_days: Callable[[Any], set[dt.date]]
    no_section: Promise
    no_week: Promise
    no_days: Promise
    late: Promise
    in_time: Promise


def _menu_days(week: MenuWeekPage) -> set[dt.date]:
    return {date for date, row in week.by_day if row.has_meals or row.closed}


def _plan_days(week: PlanWeekPage) -> set[dt.date]:
    """The days that every group of the plan has something for."""
    told = [{date for date, row in days if row.is_planned} for _group, days in week.groups]
    return set.intersection(*told) if told else set()


MENU = Weekly(
    MenuPage,
    _menu_days,
    gettext_lazy("There is no page for the menus."),
    gettext_lazy("The menu of the week from %(day)s is not published."),
    gettext_lazy("The menu lacks these days: %(days)s."),
    gettext_lazy("The menu of the week from %(day)s was not published before the Saturday of the week before."),
    gettext_lazy("The menu of the week from %(day)s was published in time."),
)
PLAN = Weekly(
    PlanPage,
    _plan_days,
    gettext_lazy("There is no page for the education plans."),
    gettext_lazy("The education plan of the week from %(day)s is not published."),
    gettext_lazy("The education plan lacks these days for some group: %(days)s."),
    gettext_lazy("The plan of the week from %(day)s was not published before the Saturday of the week before."),
    gettext_lazy("The plan of the week from %(day)s was published in time."),
)


@checks("tt09-preschool-week-menu")
def preschool_menu(school: School) -> Finding:
    """A preschool's menu is published before the Saturday of the week before (TT 09/2024 Điều 15.1)."""
    return _weekly(MENU, school) if school.kind == SchoolKind.PRESCHOOL else Finding(State.NOT_APPLICABLE)


@checks("tt09-school-week-menu")
def school_menu(school: School) -> Finding:
    """The same for a school that provides meals, which is one that has a page for its menus (Điều 9.1.đ, 15.1)."""
    if school.kind in {SchoolKind.PRESCHOOL, SchoolKind.OFFICE}:
        return Finding(State.NOT_APPLICABLE)
    section = MenuPage.objects.live().public().first()
    return _of_week(MENU, section) if section else Finding(State.NOT_APPLICABLE)


@checks("tt09-preschool-week-plan")
def preschool_week_plan(school: School) -> Finding:
    """A preschool's plan of the week is published before the Saturday of the week before (TT 09/2024 Điều 15.1)."""
    return _weekly(PLAN, school) if school.kind == SchoolKind.PRESCHOOL else Finding(State.NOT_APPLICABLE)


@checks("tt09-preschool-month-plan")
def preschool_month_plan(school: School) -> Finding:
    """A preschool's plan of the month is published before the 25th of the month before (TT 09/2024 Điều 15.1)."""
    if school.kind != SchoolKind.PRESCHOOL:
        return Finding(State.NOT_APPLICABLE)
    section = PlanPage.objects.live().public().first()
    return _of_month(section) if section else Finding(State.MISSING, str(PLAN.no_section))


def due_week() -> dt.date:
    """Return the Monday of the latest week that had to be there."""
    following = this_monday() + WEEK
    return following if timezone.now() >= _too_late(following) else this_monday()


def due_month() -> dt.date:
    """Return the first day of the latest month whose plan had to be there."""
    today = timezone.localdate()
    following = month_after(today)
    return following if today >= due_before(following) else first_of_month(today)


def _too_late(monday: dt.date) -> dt.datetime:
    return local_moment(monday - SATURDAY_BEFORE)


def _weekly(what: Weekly, school: School) -> Finding:
    section = what.section.objects.live().public().first()
    return _of_week(what, section) if section else Finding(State.MISSING, str(what.no_section))


def _of_week(what: Weekly, section: WeeklyIndexPage) -> Finding:
    monday = due_week()
    day = {"day": f"{monday:%d/%m/%Y}"}
    week = section.week_model.objects.child_of(section).live().public().filter(date=monday).first()
    if week is None:
        fix = reverse("wagtailadmin_pages:add", args=["timetables", section.week_model._meta.model_name, section.pk])
        return Finding(State.MISSING, what.no_week % day, fix)
    fix = reverse("wagtailadmin_pages:edit", args=[week.pk])
    if lacking := _untold_days(week, what.told_days(week)):
        days = ", ".join(f"{date:%d/%m}" for date in lacking)
        return Finding(State.MISSING, what.no_days % {"days": days}, fix)
    if week.first_published_at is None or week.first_published_at >= _too_late(monday):
        return Finding(State.OUTDATED, what.late % day, fix)
    return Finding(State.PASSED, what.in_time % day)


def _untold_days(week: WeekPage, told: set[dt.date]) -> list[dt.date]:
    """Return the school days of which nothing is told and that are no day off."""
    school_days = days_of(week.monday, SCHOOL_DAYS)
    off = days_off(school_days[0], school_days[-1])
    return [date for date in school_days if date not in told and date not in off]


def _of_month(section: PlanPage) -> Finding:
    month = due_month()
    name = {"month": month_label(month)}
    page = PlanMonthPage.objects.child_of(section).live().public().filter(date=month).first()
    if page is None:
        fix = reverse("wagtailadmin_pages:add", args=["timetables", "planmonthpage", section.pk])
        return Finding(State.MISSING, _("The education plan of %(month)s is not published.") % name, fix)
    fix = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if not page.goals.exists():
        return Finding(State.MISSING, _("The education plan of %(month)s names no goals.") % name, fix)
    if page.first_published_at is None or page.first_published_at >= local_moment(due_before(month)):
        text = _("The education plan of %(month)s was not published before the 25th of the month before.")
        return Finding(State.OUTDATED, text % name, fix)
    return Finding(State.PASSED, _("The education plan of %(month)s was published in time.") % name)
