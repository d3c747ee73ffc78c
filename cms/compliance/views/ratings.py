"""“Was this helpful?”: the answer of a visitor, and what the office sees of all answers."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from cms.compliance.models import RatingCount, Satisfaction
from cms.compliance.services import rate
from cms.compliance.views.base import PortalScreen
from cms.core.models import BasePage
from cms.core.navigation import site_frame
from cms.core.rate_limit import is_allowed

MOST_PER_HOUR = 20
HOUR = 3600


# A page that is kept for everybody can carry no token of one visitor; there is no account whose
# rights a foreign page could use, and `_is_ours` refuses what was not sent from one of our pages.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Count an answer and thank for it; nothing of the visitor is kept."""
    if request.method == "POST":
        path = _page_path(request.POST.get("trang", ""))
        level = request.POST.get("muc", "")
        trapped = bool(request.POST.get("website"))
        if path and level in Satisfaction.values and _is_ours(request) and not trapped and _within_limit(request):
            rate(path, Satisfaction(level))
        # The same thanks for all: who fills in traps learns nothing.
        response: HttpResponse = redirect(f"{reverse('rating')}?trang={path}")
    else:
        context = {**site_frame(request), "back": _page_path(request.GET.get("trang", ""))}
        response = render(request, "pages/rating_thanks.html", context)
        response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _is_ours(request: HttpRequest) -> bool:
    """Tell whether one of this site's own pages sent it."""
    said = request.headers.get("Sec-Fetch-Site")
    if said:
        return said == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()


def _page_path(path: str) -> str:
    """Return the address if it is one of a public page of this site, else ""."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not path.startswith("/") or path.startswith("//") or len(path) > 500:
        return ""
    home = BasePage.objects.filter(depth=2).first()
    known = home is not None and (
        BasePage.objects.live().public().filter(url_path=home.url_path.rstrip("/") + parts.path).exists()
    )
    return parts.path if known else ""


def _within_limit(request: HttpRequest) -> bool:
    """At most so many answers an hour from one address."""
    return is_allowed(request, "rating", limit=MOST_PER_HOUR, seconds=HOUR)


@dataclass(slots=True)
class PageResult:
    """The answers on one page."""

    path: str
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def percent(self) -> int:
        """Share of those who are satisfied or more."""
        content = self.counts[Satisfaction.VERY] + self.counts[Satisfaction.SATISFIED]
        return round(100 * content / self.total) if self.total else 0

    @property
    def cells(self) -> list[int]:
        return [self.counts[level] for level in Satisfaction]


class Results(PortalScreen, TemplateView):
    """The last twelve months, page by page."""

    page_title = gettext_lazy("Satisfaction of readers")
    header_icon = "thumbtack"
    template_name = "compliance/ratings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        since = timezone.localdate().replace(day=1) - dt.timedelta(days=335)
        rows = RatingCount.objects.filter(month__gte=since).values("path", "level").annotate(all=Sum("count"))
        pages: dict[str, PageResult] = {}
        whole = PageResult("")
        for row in rows:
            pages.setdefault(row["path"], PageResult(row["path"])).counts[row["level"]] += row["all"]
            whole.counts[row["level"]] += row["all"]
        results = sorted(pages.values(), key=lambda page: -page.total)[:100]
        return super().get_context_data(  # type: ignore[no-any-return]
            results=results, whole=whole, levels=Satisfaction.choices, **kwargs
        )
