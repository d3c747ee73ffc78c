"""What the calendar's addresses show: what is to come, a month, a school year."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.navigation import MenuItem, site_path
from cms.core.school_years import SchoolYear
from cms.events import months, terms
from cms.events.enums import EventKind

if TYPE_CHECKING:
    from cms.events.models import EventIndexPage

EVENTS_PER_PAGE = 20
YEARS_BACK, YEARS_AHEAD = 20, 2
YEAR = re.compile(r"20\d\d", re.ASCII)
MONTH = re.compile(r"0[1-9]|1[0-2]", re.ASCII)
SCHOOL_YEAR_ROUTE = "nam-hoc"


@dataclass(frozen=True, slots=True)
class MonthView:
    """`/su-kien/2026/11/`"""

    first: dt.date
    template: str = "pages/event_month.html"

    def context(self, page: "EventIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return the month's weeks with their events."""
        first, last = months.bounds(self.first)
        return {
            "head_title": f"{months.name(self.first)} – {page.title}",
            "month": self.first,
            "month_name": months.name(self.first),
            "weeks": months.grid(self.first, events(page, first, last), terms.marks(page, first, last)),
            "weekdays": months.weekdays(),
            "previous_month": _month_link(page, months.shift(self.first, -1)),
            "next_month": _month_link(page, months.shift(self.first, 1)),
        }


@dataclass(frozen=True, slots=True)
class SchoolYearView:
    """`/su-kien/nam-hoc/2026-2027/`"""

    year: SchoolYear
    template: str = "pages/event_school_year.html"

    def context(self, page: "EventIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return what was in that school year, the latest first."""
        past = _listed(page).past().filter(date__range=(self.year.first_day, self.year.last_day))
        return {
            "head_title": _("Past events %(year)s") % {"year": self.year},
            "year": self.year,
            **_filtered(past, request),
            "term_dates": terms.of_year(page, self.year),
            "years": _years(page),
        }


def find(components: list[str]) -> MonthView | SchoolYearView | None:
    """Return the view of an address below the calendar, or None."""
    if len(components) != 2:
        return None
    one, two = components
    today = timezone.localdate()
    if one == SCHOOL_YEAR_ROUTE:
        year = SchoolYear.parse(two)
        in_range = year and today.year - YEARS_BACK <= year.start <= today.year
        return SchoolYearView(year) if year and in_range else None
    if YEAR.fullmatch(one) and MONTH.fullmatch(two) and _is_shown(dt.date(int(one), int(two), 1), today):
        return MonthView(dt.date(int(one), int(two), 1))
    return None


def _is_shown(first: dt.date, today: dt.date) -> bool:
    """Robots follow every link: the row of months has two ends."""
    return today.year - YEARS_BACK <= first.year <= today.year + YEARS_AHEAD


def upcoming(page: "EventIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return what is to come, and the ways to the rest."""
    today = timezone.localdate()
    year = SchoolYear.of(today)
    term_dates = terms.of_year(page, year)
    return {
        **_filtered(_listed(page).upcoming(today), request),
        "year": year,
        "term_dates": term_dates,
        "coming_dates": [milestone for milestone in term_dates if milestone.end >= today],
        "this_year": f"{_path(page)}{SCHOOL_YEAR_ROUTE}/{year}/",
        "this_month": _month_link(page, today.replace(day=1)),
        "years": _years(page),
    }


def events(page: "EventIndexPage", first: dt.date, last: dt.date) -> list[Any]:
    """Return the calendar's events of these days."""
    return list(_listed(page).between(first, last))


def chosen_kind(request: HttpRequest) -> EventKind | None:
    """Return the kind the visitor chose, None for all; an unknown one is no choice."""
    value = request.GET.get("chuyen-muc", "")
    return EventKind(value) if value in EventKind.values else None


def _filtered(found: Any, request: HttpRequest) -> dict[str, Any]:
    """Return a page of the list, by the kind the visitor chose, and the kinds there are to choose from."""
    chosen = chosen_kind(request)
    there = set(found.order_by().values_list("kind", flat=True).distinct())
    rows = found.filter(kind=chosen.value) if chosen else found
    return {
        "page_obj": Paginator(rows, EVENTS_PER_PAGE).get_page(request.GET.get("trang")),
        "page_query": f"chuyen-muc={chosen.value}&" if chosen else "",
        "kinds": kinds(request.path, chosen, there),
    }


def kinds(path: str, chosen: EventKind | None, there: set[str]) -> list[MenuItem]:
    """Return the links that filter by kind: only kinds that some event has, none where there is no choice."""
    used = [kind for kind in EventKind if kind.value in there or kind == chosen]
    if chosen is None and len(used) < 2:
        return []
    return [
        MenuItem(_("All"), path, chosen is None),
        *(MenuItem(str(k.label), f"{path}?chuyen-muc={k.value}", k == chosen) for k in used),
    ]


def _listed(page: "EventIndexPage") -> Any:
    from cms.events.models import EventPage

    return EventPage.objects.listed().child_of(page)


def _month_link(page: "EventIndexPage", first: dt.date) -> MenuItem | None:
    if not _is_shown(first, timezone.localdate()):
        return None
    return MenuItem(months.name(first), f"{_path(page)}{first:%Y/%m}/")


def _years(page: "EventIndexPage") -> list[MenuItem]:
    """Return links to the school years that have events which are over, the latest first."""
    today = timezone.localdate()
    ends = _listed(page).filter(last_day__lt=today).aggregate(first=Min("date"), last=Max("date"))
    if not ends["first"]:
        return []
    first = max(SchoolYear.of(ends["first"]).start, today.year - YEARS_BACK)
    years = (SchoolYear(n) for n in range(SchoolYear.of(ends["last"]).start, first - 1, -1))
    return [MenuItem(str(year), f"{_path(page)}{SCHOOL_YEAR_ROUTE}/{year}/") for year in years]


def _path(page: "EventIndexPage") -> str:

    return site_path(page.url_path)
