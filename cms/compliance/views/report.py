"""A site's own report: everybody who works on the site may read it."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms.compliance import tasks
from cms.compliance.evaluation import newest
from cms.compliance.exports import report_rows
from cms.compliance.models import Evaluation, SelfCheck
from cms.compliance.regulation import regulation
from cms.compliance.report import counted, grouped, lines_of
from cms.compliance.services import NothingToConfirm, confirm_self_check
from cms.compliance.trend import Point, draw
from cms.compliance.views.base import AdminScreen, download
from cms.core.requirements import State
from cms.core.spreadsheets import XLSX, as_csv, as_xlsx

TREND_DAYS = 90
CONFIRM = "compliance.add_selfcheck"


class Report(AdminScreen, TemplateView):
    """Every requirement with its state, what is missing, and where it is mended."""

    page_title = gettext_lazy("Requirements of Circular 37")
    template_name = "compliance/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        evaluation = newest()
        lines = lines_of(evaluation.findings) if evaluation else []
        wanted = self.request.GET.get("trang-thai", "")
        shown = [line for line in lines if not wanted or line.state == wanted]
        return super().get_context_data(  # type: ignore[no-any-return]
            evaluation=evaluation,
            regulation=regulation(),
            groups=grouped(shown),
            counts=counted(lines),
            wanted=wanted,
            trend=_trend(),
            self_check=SelfCheck.objects.select_related("confirmed_by").first(),
            may_confirm=self.request.user.has_perm(CONFIRM),  # type: ignore[union-attr]
            **kwargs,
        )


def _trend() -> Any:
    days = Evaluation.objects.order_by("-day").values_list("day", "totals")[:TREND_DAYS]
    return draw(
        Point(
            day,
            totals.get(State.PASSED.value, 0),
            totals.get(State.MISSING.value, 0) + totals.get(State.OUTDATED.value, 0),
        )
        for day, totals in days
    )


class Export(View):
    """The report as a file: what an inspection asks for (TT 37/2020 Điều 16)."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        evaluation = newest()
        if evaluation is None or form not in {"csv", "xlsx"}:
            raise Http404
        rows = report_rows(lines_of(evaluation.findings))
        name = f"thong-tu-37-{request.tenant.slug}-{evaluation.day:%Y-%m-%d}"  # type: ignore[attr-defined]
        if form == "csv":
            return download(as_csv(rows), "text/csv; charset=utf-8", f"{name}.csv")
        return download(as_xlsx({"Thông tư 37": rows}), XLSX, f"{name}.xlsx")


class CheckNow(View):
    """Puts a check into the queue; the worker is at it within seconds."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        tasks.check_now()
        messages.success(request, _("The site is being checked. Reload this page in a few seconds."))
        return redirect("requirements:report")


class Confirm(View):
    """The head of the school answers for the report."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(CONFIRM):  # type: ignore[union-attr]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            row = confirm_self_check(request.user, request.POST.get("note", "")[:300])
        except NothingToConfirm:
            messages.error(request, _("There is no report to confirm yet. Let the site be checked first."))
        else:
            day = timezone.localtime(row.confirmed_at)
            messages.success(request, _("The self-check of %(day)s is confirmed.") % {"day": f"{day:%d/%m/%Y}"})
        return redirect("requirements:report")
