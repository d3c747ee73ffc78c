"""Screens of the annual report in the admin: the years, writing, preview, approval. Rights are those of the forms."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms.disclosures.annual_report import composing, services
from cms.disclosures.annual_report.forms import ReportForm
from cms.disclosures.annual_report.showing import shown
from cms.disclosures.entry.views.base import Screen
from cms.disclosures.models import DisclosureIndexPage, YearReport
from cms.disclosures.models.disclosure import Status
from cms.disclosures.models.report import FIRST_YEAR
from cms.disclosures.services import DisclosureError


class Listing(Screen, TemplateView):
    """The years that have a report, or must have one."""

    template_name = "disclosures/report_listing.html"

    def get_page_title(self) -> str:
        return _("Annual reports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = {row.year: row for row in YearReport.objects.defer("draft")}
        # The report of a year is due in June of the next one.
        years = range(timezone.localdate().year, FIRST_YEAR - 1, -1)
        return super().get_context_data(reports=[known.get(y) or YearReport(year=y) for y in years], **kwargs)  # type: ignore[no-any-return]


class OneReport(Screen):
    """The report of a year of this school; a year that cannot have one is 404."""

    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> YearReport:
        year = self.kwargs["year"]
        if not FIRST_YEAR <= year <= timezone.localdate().year:
            raise Http404
        return YearReport.objects.select_related("submitted_by").filter(year=year).first() or YearReport(year=year)

    def get_page_title(self) -> str:
        return _("Annual report %(year)s") % {"year": self.report.year}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("annual_reports:index"), "label": _("Annual reports")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def back(self) -> HttpResponse:
        """Return to the form."""
        return redirect("annual_reports:edit", self.report.year)


class Edit(OneReport, TemplateView):
    """The school's own words and pictures; what the figures come from stands beside."""

    template_name = "disclosures/report_edit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.report
        form = kwargs.pop("form", None) or ReportForm(draft=self._draft(), year=row.year)
        sources = composing.sources(row.year, self.request.tenant)
        sections = [_section(one, sources[one["number"]]) for one in form.sections]
        return super().get_context_data(  # type: ignore[no-any-return]
            report=row,
            form=form,
            sections=sections,
            is_complete=all(one["stands"] for one in sections),
            findings=composing.personal_data_in(row.draft),
            is_waiting=row.status == Status.WAITING,
            may_publish=self.may("publish"),
            **kwargs,
        )

    def _draft(self) -> dict[str, Any]:
        """What was filled in; the head begins as that of the newest report."""
        if self.report.draft_number:
            return dict(self.report.draft)
        newest = YearReport.objects.exclude(draft_number=0).first()
        head = newest.draft.get("head", {}) if newest else {}
        return {"head": {name: value for name, value in head.items() if name in ("place", "signer", "signer_post")}}

    def post(self, request: HttpRequest, year: int) -> HttpResponse:
        form = ReportForm(request.POST, draft={}, year=self.report.year)
        if not form.is_valid():
            messages.error(request, _("Nothing was saved yet. Please correct what is marked below."))
            return self.render_to_response(self.get_context_data(form=form))
        opened = request.POST.get("based_on", "")
        based_on = int(opened) if opened.isascii() and opened.isdecimal() else 0
        try:
            report = services.open_report(self.report.year)
            row = services.save_draft(
                report, form.draft(), request.user, based_on=based_on, keeps_waiting=self.may("publish")
            )
        except DisclosureError as reason:
            messages.error(request, str(reason))
            return self.render_to_response(self.get_context_data(form=form))
        return self._done(row, request.POST)

    def _done(self, row: YearReport, sent: Any) -> HttpResponse:
        action = sent.get("viec", "")
        if action == "xem":
            return redirect("annual_reports:preview", row.year)
        try:
            if action == "cong-bo" and self.may("publish"):
                return self._publish(row, sent)
            if action == "gui":
                services.submit(row, self.request.user, self.request.tenant, reason=sent.get("ly-do", ""))
                messages.success(self.request, _("The annual report waits for approval."))
                return redirect("annual_reports:index")
        except DisclosureError as reason:
            words = {"gui": _("Saved, but not sent yet: %(reason)s")}
            messages.error(
                self.request, words.get(action, _("Saved, but not published: %(reason)s")) % {"reason": reason}
            )
        else:
            messages.success(self.request, _("Saved."))
        return self.back()

    def _publish(self, row: YearReport, sent: Any) -> HttpResponse:
        """What stands in the fields becomes public: nobody publishes something older than what he sees."""
        reasons = {"reason": sent.get("ly-do", ""), "personal_data_reason": sent.get("ly-do-du-lieu", "")}
        services.publish(row, self.request.user, self.request.tenant, **reasons)
        messages.success(self.request, _("The annual report is public. Its PDF follows in a few minutes."))
        return self.back()


def _section(fields: dict[str, Any], sources: list[composing.Source]) -> dict[str, Any]:
    """The fields of a section with where its figures come from, and whether anything stands in it."""
    own = fields["text"].value() or any(picture.value() for picture, _caption in fields["pictures"])
    return {
        **fields,
        "sources": sources,
        "missing": [one for one in sources if not one.is_public and not one.form.optional],
        "public": [one for one in sources if one.is_public],
        "stands": bool(own) or any(one.is_public for one in sources),
    }


class Preview(OneReport, View):
    """The report as visitors would read it, with the figures that are public now."""

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        row = self.report
        page = DisclosureIndexPage.of_school()
        if page is None:
            raise Http404
        content = composing.compose(row.year, row.draft, request.tenant)  # type: ignore[attr-defined]
        context = {**page.get_context(request), **shown(content), "is_preview": True, "report": row}
        return render(request, "pages/annual_report.html", context)


class SendBack(OneReport, View):
    """The approver asks for something to be mended first."""

    http_method_names: ClassVar[list[str]] = ["post"]
    permission_required: ClassVar[str | None] = "publish"

    def post(self, request: Any, year: int) -> HttpResponse:
        because = request.POST.get("vi-sao", "").strip()
        try:
            if self.report.pk is None or not because:
                raise DisclosureError(_("Please say what has to be mended."))
            services.send_back(self.report, request.user, because)
        except DisclosureError as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("The report was sent back."))
        return self.back()
