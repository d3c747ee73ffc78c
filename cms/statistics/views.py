"""The address that pages report to, and the report for editors."""

import re
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.shared.models import MonthlyViews
from cms.statistics import chart, services

ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|headless", re.IGNORECASE)
LARGEST_ID = 2**63 - 1


# Sent while a page is left or hidden, without a form: there is no token, nor anything to protect but a number.
@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """`/dem/`: a page was read. Always 204: whoever asks learns nothing."""
    number = request.POST.get("trang", "")
    # A person who is signed in looks at their own work; other sites have no say.
    is_own = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    is_visitor = settings.SESSION_COOKIE_NAME not in request.COOKIES
    is_person = not ROBOT.search(request.headers.get("User-Agent", "robot"))
    if is_own and is_visitor and is_person and re.fullmatch(r"[0-9]{1,19}", number) and int(number) <= LARGEST_ID:
        services.record(int(number))
    return HttpResponse(status=204)


class Report(WagtailAdminTemplateMixin, TemplateView):
    """How often this site is read: a chart, the same as a table, and the most read pages."""

    template_name = "statistics/report.html"
    page_title = _("Page views")
    header_icon = "view"
    breadcrumbs_items: ClassVar[list[dict[str, Any]]] = [{"url": "", "label": _("Page views")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days, months = services.by_day(), services.by_month()
        context = super().get_context_data(**kwargs)
        context.update(
            days=days,
            months=list(reversed(months)),
            total=sum(bar.views for bar in days),
            chart=chart.bars(days),
            top=services.top_pages(),
        )
        if self.request.tenant.is_portal:  # type: ignore[attr-defined]
            newest = MonthlyViews.objects.order_by("-month").values_list("month", flat=True).first()
            rows = MonthlyViews.objects.filter(month=newest).select_related("school").order_by("-views")
            context["schools"] = rows
        return context
