"""Requirements of the law that calendar and schedule answer."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.requirements import Finding, State, checks
from cms.core.weeks import WEEK, local_moment, this_monday
from cms.events.models import WorkSchedulePage, WorkWeekPage
from tenants.enums import SchoolKind
from tenants.models import School

DUE = dt.time(8)


@checks("cat-office-directive")
def weekly_schedule(school: School) -> Finding:
    """The leaders' weekly schedule is published by Monday 08:00 (NĐ 43/2011 Điều 10.1.c)."""
    if school.kind != SchoolKind.OFFICE:
        return Finding(State.NOT_APPLICABLE)
    monday = due_week()
    section = WorkSchedulePage.objects.live().public().first()
    if section is None:
        return Finding(State.MISSING, _("There is no page for the leaders' work schedule."))
    week = WorkWeekPage.objects.child_of(section).live().public().filter(date=monday).first()
    day = {"day": f"{monday:%d/%m/%Y}"}
    if week is None or not week.entries.exists():
        # Where to mend it: the page that has no entry yet, or a new one.
        fix = reverse("wagtailadmin_pages:edit", args=[week.pk]) if week else _new_week(section)
        return Finding(State.MISSING, _("The work schedule of the week from %(day)s is not published.") % day, fix)
    if week.first_published_at is None or week.first_published_at > local_moment(monday, DUE):
        fix = reverse("wagtailadmin_pages:edit", args=[week.pk])
        message = _("The work schedule of the week from %(day)s was published after Monday 08:00.") % day
        return Finding(State.OUTDATED, message, fix)
    return Finding(State.PASSED, _("The work schedule of the week from %(day)s was published in time.") % day)


def due_week() -> dt.date:
    """Return the Monday of the latest week whose schedule had to be there."""
    monday = this_monday()
    return monday if timezone.now() >= local_moment(monday, DUE) else monday - WEEK


def _new_week(section: WorkSchedulePage) -> str:
    return reverse("wagtailadmin_pages:add", args=["events", "workweekpage", section.pk])
