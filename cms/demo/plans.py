"""The demo's education plans of a preschool: weeks and months around today."""

import datetime as dt
from typing import Any

from django.utils import timezone

from cms.core.weeks import WEEK, days_of, local_moment, this_monday
from cms.demo.schools import DATA, read_yaml
from cms.shared.working_days import days_off
from cms.timetables.models import PlanDay, PlanGoal, PlanMonthPage, PlanPage, PlanWeekPage
from cms.timetables.months import due_before, first_of_month, month_after

SCHOOL_DAYS = 5
DAY = dt.timedelta(days=1)


def load() -> None:
    """Write the plans of the current preschool; the caller holds the outbox."""
    section, plan = PlanPage.objects.get(), read_yaml(DATA / "plans.yaml")
    this = first_of_month(timezone.localdate())
    for month in (first_of_month(this - DAY), this, month_after(this)):
        if due_before(month) - DAY <= timezone.localdate():
            section.add_child(instance=_month(month, plan))
    for weeks in (-2, -1, 0, 1):
        section.add_child(instance=_week(this_monday() + weeks * WEEK, plan))


def _month(month: dt.date, plan: dict[str, Any]) -> PlanMonthPage:
    row = plan["months"][(month.month - 11) % len(plan["months"])]
    published = local_moment(due_before(month) - 3 * DAY, dt.time(9))
    page = PlanMonthPage(date=month, theme=row["theme"], note=row["note"], **_published(published))
    page.goals = [
        PlanGoal(group=group, sort_order=position, **goal)
        for position, (group, goal) in enumerate(zip(plan["groups"], row["goals"], strict=True))
    ]
    return page


def _week(monday: dt.date, plan: dict[str, Any]) -> PlanWeekPage:
    row = plan["weeks"][monday.isocalendar().week % len(plan["weeks"])]
    published = local_moment(monday - 3 * DAY, dt.time(14))
    page = PlanWeekPage(date=monday, theme=row["theme"], **_published(published))
    off = days_off(monday, monday + SCHOOL_DAYS * DAY)
    page.plan_days = [
        PlanDay(group=group, day=day, **({"learning": f"Nghỉ: {off[date]}"} if date in off else row["days"][day]))
        for group in plan["groups"]
        for day, date in enumerate(days_of(monday, SCHOOL_DAYS))
    ]
    return page


def _published(moment: dt.datetime) -> dict[str, dt.datetime]:
    when = min(moment, timezone.now())
    return {"first_published_at": when, "last_published_at": when}
