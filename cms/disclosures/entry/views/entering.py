"""The grid: saving by button and by itself, taking over last year's figures, sending for approval."""

import json
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.documents import get_document_model

from cms.disclosures import services
from cms.disclosures.calculation import Problem
from cms.disclosures.entry import carrying, names, workbook
from cms.disclosures.entry.filling import Filled, read
from cms.disclosures.entry.grid import Grid, shown
from cms.disclosures.entry.uploading import take_uploads
from cms.disclosures.entry.views.base import OneForm
from cms.disclosures.models import Disclosure
from cms.disclosures.models.disclosure import Status
from cms.disclosures.regulation import PartKind
from cms.disclosures.sheet import LONGEST_CELL, LONGEST_LABEL, LONGEST_TEXT, Sheet, is_computed, parts_for, type_of

MESSAGES_AT_THE_TOP = 12
MOST_DOCUMENTS = 200


def based_on(text: Any) -> int | None:
    """Return the number of the draft that was opened."""
    return int(text) if isinstance(text, (str, int)) and str(text).isascii() and str(text).isdigit() else None


class Entry(OneForm, TemplateView):
    """One form as on paper."""

    template_name = "disclosures/entry.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.disclosure
        return super().get_context_data(**self.page(row.draft, self.problems_of(row.draft), row.carried_over), **kwargs)  # type: ignore[no-any-return]

    def page(self, data: dict[str, Any], found: list[Problem], unconfirmed: list[str]) -> dict[str, Any]:
        """Return the grid with what stands in it, what is wrong, and what may be done."""
        row = self.disclosure
        named = [(names.cell(one.row, one.column), one) for one in found]
        return {
            "disclosure": row,
            "form": row.form,
            "parts": Grid(Sheet(row.form, data), self.levels, found, unconfirmed).parts(),
            "found": named[:MESSAGES_AT_THE_TOP],
            "more_found": max(0, len(named) - MESSAGES_AT_THE_TOP),
            "unconfirmed": len(unconfirmed),
            "source": carrying.source_of(row),
            "is_waiting": row.status == Status.WAITING,
            "has_sheets": workbook.has_sheets(row, self.levels),
            "documents": self._documents(),
            "names_file": names.FILE,
            "longest": {"cell": LONGEST_CELL, "label": LONGEST_LABEL, "text": LONGEST_TEXT},
            "may_publish": self.may("publish"),
        }

    def _documents(self) -> list[Any]:
        """The newest files of the site, where the form takes files."""
        if not any(part.kind == PartKind.FILES for part in self.disclosure.form.parts):
            return []
        return list(get_document_model().objects.order_by("-created_at").only("pk", "title")[:MOST_DOCUMENTS])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opened = based_on(request.POST.get("based_on"))
        if opened is None:
            return redirect("disclosures:entry", self.disclosure.pk)
        filled = read(self.disclosure.form, self.levels, request.POST)
        refused = take_uploads(request, self.disclosure.form, filled.data)
        if filled.refused:
            messages.error(request, _("Nothing was saved yet. Please correct what is marked below."))
            return self._again(filled, filled.refused)
        action = request.POST.get("viec", "")
        unconfirmed = [] if action == "xac-nhan" else filled.unconfirmed
        try:
            row = services.save_draft(
                self.disclosure, filled.data, request.user, based_on=opened, unconfirmed=unconfirmed
            )
        except services.StaleDraft:
            return self._stale(filled)
        for words in refused:
            messages.error(request, words)
        return self._done(row, action)

    def _done(self, row: Disclosure, action: str) -> HttpResponse:
        if action == "gui":
            try:
                services.submit(row, self.request.user, self.request.tenant, reason=self.request.POST.get("ly-do", ""))
            except services.NotReady as reason:
                messages.error(self.request, _("Saved, but not sent yet: %(reason)s") % {"reason": reason})
            else:
                messages.success(self.request, _("“%(form)s” waits for approval.") % {"form": row.form.short})
                return redirect(f"{reverse('disclosures:index')}?nam={row.set.year}")
        elif action == "doc":
            return redirect("disclosures:review", row.pk)
        else:
            messages.success(self.request, _("Saved."))
        return redirect("disclosures:entry", row.pk)

    def _stale(self, filled: Filled) -> HttpResponse:
        """What was typed stays; whoever saves once more does so knowingly."""
        self.disclosure.refresh_from_db()
        messages.warning(
            self.request,
            _(
                "%(person)s has saved this form since you opened it. What you typed is still here, not saved yet: save"
                " once more to replace what the other person saved, or leave this page to see it."
            )
            % {"person": self.disclosure.draft_by or _("Somebody else")},
        )
        return self._again(filled, self.problems_of(filled.data))

    def _again(self, filled: Filled, found: list[Problem]) -> HttpResponse:
        context = super().get_context_data(**self.page(filled.data, found, filled.unconfirmed))
        return self.render_to_response(context)


class Autosave(OneForm, View):
    """What the script sends after a change: `{"based_on": 3, "fields": {name: text}}`; answers with what follows."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.disclosure
        sent = _json(request)
        opened = based_on(sent.get("based_on"))
        fields = sent.get("fields")
        if opened is None or not isinstance(fields, dict) or not all(isinstance(v, str) for v in fields.values()):
            return JsonResponse({"message": _("This cannot be saved.")}, status=400)
        filled = read(row.form, self.levels, fields)
        take_uploads(request, row.form, filled.data)
        if filled.refused:
            return JsonResponse({"problems": _problems(filled, filled.refused)}, status=422)
        try:
            saved = services.save_draft(row, filled.data, request.user, based_on=opened, unconfirmed=filled.unconfirmed)
        except services.StaleDraft as reason:
            return JsonResponse({"message": str(reason)}, status=409)
        found = self.problems_of(saved.draft)
        return JsonResponse(
            {
                "based_on": saved.draft_number,
                "saved_at": f"{timezone.localtime(saved.draft_at):%H:%M:%S}",
                "status": saved.get_status_display(),
                "unconfirmed": len(filled.unconfirmed),
                "computed": self._computed(filled, saved),
                "problems": _problems(filled, found),
                "summary": _summary(found),
            }
        )

    def _computed(self, filled: Filled, saved: Disclosure) -> dict[str, str]:
        sheet = saved.sheet
        return {
            names.cell(filled.typed_as.get(row.code, row.code), column.code): shown(
                kind, sheet.value(row.code, column.code)
            )
            for part in parts_for(saved.form, self.levels)
            if part.kind == PartKind.TABLE
            for row in sheet.rows(part)
            for column in part.columns
            if (kind := type_of(row, column)) is not None and is_computed(row, column)
        }


def _json(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _problems(filled: Filled, found: list[Problem]) -> list[dict[str, str]]:
    return [
        {
            "name": names.cell(filled.typed_as.get(one.row, one.row), one.column),
            "message": one.message,
            "severity": one.severity,
        }
        for one in found
    ]


def _summary(found: list[Problem]) -> str:
    if not found:
        return _("No contradiction was found.")
    words = ngettext("%(count)d place to look at", "%(count)d places to look at", len(found))
    return words % {"count": len(found)}


class TakeOver(OneForm, View):
    """Fills empty cells with the figures of the year before."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, source = self.disclosure, carrying.source_of(self.disclosure)
        if source is None:
            messages.warning(request, _("There is no earlier year with this form."))
            return redirect("disclosures:entry", row.pk)
        data, marks = carrying.taken_over(row, carrying.content_of(source))
        services.save_draft(row, data, request.user, unconfirmed=marks)
        words = _("Taken over from %(year)s. Confirm or change each marked value; only then the form can be published.")
        messages.success(request, words % {"year": source.set.school_year})
        return redirect("disclosures:entry", row.pk)
