"""Counting views, adding them up, and what editors see of them."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from cms.core.models import BasePage
from cms.core.navigation import site_path
from cms.shared.models import MonthlyViews
from cms.statistics.models import DailyViews, PageView
from tenants.registry import registry
from tenants.schema import connection

DAYS = 30
MONTHS = 12
TOP = 20

# What was added up is deleted in the same statement: nothing is counted twice or lost. Numbers that
# name no published page of this school were made up and are dropped.
_ADD_UP = """
    WITH counted AS (DELETE FROM statistics_pageview RETURNING page_id, day)
    INSERT INTO statistics_dailyviews (page_id, day, views)
    SELECT c.page_id, c.day, count(*) FROM counted c JOIN core_basepage p ON p.id = c.page_id AND p.live
    GROUP BY c.page_id, c.day
    ON CONFLICT (day, page_id) DO UPDATE SET views = statistics_dailyviews.views + excluded.views"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: a day or the first day of a month."""

    day: dt.date
    views: int


@dataclass(frozen=True, slots=True)
class TopPage:
    """A page and how often it was read."""

    pk: int
    title: str
    url: str
    views: int


def record(page_id: int) -> None:
    """Note one view of a page of the current school, today."""
    PageView.objects.create(page_id=page_id, day=timezone.localdate())


@transaction.atomic
def add_up() -> None:
    """Add the views noted since the last time to the days, and the months to the read model."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD_UP)
    school = registry.school_for_schema(connection.schema_name)
    if school is None:
        return
    first = _months_ago(1)
    for bar in by_month(first):
        MonthlyViews.objects.update_or_create(school_id=school.pk, month=bar.day, defaults={"views": bar.views})


def by_day(days: int = DAYS) -> list[Bar]:
    """Return the views of each of the last days, days without any included."""
    today = timezone.localdate()
    first = today - dt.timedelta(days=days - 1)
    rows = DailyViews.objects.filter(day__gte=first).values("day").annotate(total=Sum("views"))
    found = {row["day"]: row["total"] for row in rows}
    return [Bar(day, found.get(day, 0)) for day in (first + dt.timedelta(days=n) for n in range(days))]


def by_month(first: dt.date | None = None) -> list[Bar]:
    """Return the views of each month from `first` (default: twelve months) that had any."""
    rows = (
        DailyViews.objects.filter(day__gte=first or _months_ago(MONTHS - 1))
        .annotate(month=TruncMonth("day"))
        .values("month")
        .annotate(total=Sum("views"))
        .order_by("month")
    )
    return [Bar(row["month"], row["total"]) for row in rows]


def top_pages(days: int = DAYS) -> list[TopPage]:
    """Return the most read pages of the last days that still exist: two queries."""
    first = timezone.localdate() - dt.timedelta(days=days - 1)
    rows = DailyViews.objects.filter(day__gte=first).values("page_id").annotate(total=Sum("views"))
    totals = {row["page_id"]: row["total"] for row in rows.order_by("-total")[:TOP]}
    pages = BasePage.objects.live().filter(pk__in=totals)
    found = [TopPage(page.pk, page.title, site_path(page.url_path), totals[page.pk]) for page in pages]
    return sorted(found, key=lambda page: -page.views)


def _months_ago(count: int) -> dt.date:
    """Return the first day of the month that was `count` months ago."""
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 - count
    return dt.date(months // 12, months % 12 + 1, 1)
