"""Sections of the office that must have something of this year."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.requirements import Finding, State, checks
from cms.pages.models import StandardPage
from tenants.models import School

FIRST_MONTH_OF_SCHOOL_YEAR = 9


@checks("cat-office-plan")
def plans(school: School) -> Finding:
    """NĐ 43/2011 Điều 10.1.đ: strategies and plans of the current year."""
    return _section(school, "chien-luoc-ke-hoach", dt.date(timezone.localdate().year, 1, 1))


@checks("cat-office-policy")
def policies(school: School) -> Finding:
    """NĐ 43/2011 Điều 10.1.d: guidance about law and policy of the current year."""
    return _section(school, "chinh-sach", dt.date(timezone.localdate().year, 1, 1))


@checks("cat-office-stats")
def statistics(school: School) -> Finding:
    """NĐ 43/2011 Điều 12: figures of the current school year."""
    return _section(school, "thong-ke", start_of_school_year(timezone.localdate()))


def start_of_school_year(day: dt.date) -> dt.date:
    """Return the first of September that begins the school year of a day."""
    year = day.year if day.month >= FIRST_MONTH_OF_SCHOOL_YEAR else day.year - 1
    return dt.date(year, FIRST_MONTH_OF_SCHOOL_YEAR, 1)


def _section(school: School, slug: str, since: dt.date) -> Finding:
    if not school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    section = StandardPage.objects.filter(slug=slug, depth=3).first()
    if section is None or not section.live:
        return Finding(State.MISSING, _("The section is not published."), reverse("wagtailadmin_explore_root"))
    edit = reverse("wagtailadmin_explore", args=[section.pk])
    pages = StandardPage.objects.live().public().descendant_of(section, inclusive=True)
    written = [page for page in pages if page.body]
    if not written:
        return Finding(State.MISSING, _("The section is empty."), edit)
    if not any(_day_of(page) >= since for page in written):
        return Finding(State.OUTDATED, _("Nothing here is of the current year."), edit)
    return Finding(State.PASSED)


def _day_of(page: Any) -> dt.date:
    """The day a page is of: its own date, else its last publication; unknown is long ago."""
    moment = page.last_published_at or page.first_published_at
    return page.date or (timezone.localtime(moment).date() if moment else dt.date.min)  # type: ignore[no-any-return]
