"""The form as an Excel file, and what comes back filled in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms.core.spreadsheets import XLSX
from cms.disclosures import services
from cms.disclosures.entry import importing, workbook
from cms.disclosures.entry.views.base import OneForm
from cms.disclosures.entry.views.entering import based_on
from cms.disclosures.presenting import slug_of
from tenants.spreadsheets import LARGEST_FILE, SpreadsheetError


class Template(OneForm, View):
    """`…/bieu-mau.xlsx`: the form with what is filled in so far."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.disclosure
        name = f"{slug_of(row.form)}-{row.set.school_year}.xlsx"
        return HttpResponse(
            workbook.write(row, self.levels),
            content_type=XLSX,
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
        )


class Import(OneForm, TemplateView):
    """Takes the filled-in file; with one error nothing is taken."""

    template_name = "disclosures/import.html"
    page_title = gettext_lazy("From an Excel file")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("errors", [])
        kwargs.setdefault("refused", "")
        row = self.disclosure
        return super().get_context_data(disclosure=row, form=row.form, **kwargs)  # type: ignore[no-any-return]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sent, opened = request.FILES.get("tep"), based_on(request.POST.get("based_on"))
        if sent is None or opened is None:
            return self._refuse(_("Please choose a file."))
        if (sent.size or 0) > LARGEST_FILE:
            return self._refuse(_("The file is larger than 2 MB."))
        try:
            filled = importing.read_file(self.disclosure, self.levels, sent.read())
            services.save_draft(self.disclosure, filled.data, request.user, based_on=opened, unconfirmed=[])
        except (SpreadsheetError, services.StaleDraft) as reason:
            return self._refuse(str(reason))
        except importing.WrongCells as found:
            return self.render_to_response(self.get_context_data(errors=found.errors), status=400)
        messages.success(request, _("The file was taken over. Please look through the form once more."))
        return redirect("disclosures:entry", self.disclosure.pk)

    def _refuse(self, words: str) -> HttpResponse:
        return self.render_to_response(self.get_context_data(refused=words), status=400)
