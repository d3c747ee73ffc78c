"""The portal's screens: both circulars, the labels of a form, one label with its history."""

from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.core.school_years import SchoolYear
from cms.core.screens import AdminScreen
from cms.disclosures.labels import reading, services
from cms.disclosures.labels.forms import CorrectionForm, SeenForm, TakeBackForm
from cms.disclosures.labels.general import General
from cms.disclosures.labels.reading import FormStanding, Standing
from cms.disclosures.regulation import Form, Regulation, regulations
from cms.shared.models import LabelDecision

INDEX = {"url": reverse_lazy("form_labels:index"), "label": gettext_lazy("Labels of the forms")}
MAY_DECIDE = "shared.add_labeldecision"


class LabelScreen(PermissionCheckedMixin, AdminScreen, TemplateView):
    """A page of those who compare the forms with the official text."""

    header_icon = "doc-full-inverse"
    model: ClassVar[type[Model]] = LabelDecision
    permission_required: ClassVar[str] = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_decide=self.may_decide, **kwargs)  # type: ignore[no-any-return]

    @property
    def may_decide(self) -> bool:
        return bool(self.request.user.has_perm(MAY_DECIDE))  # type: ignore[union-attr]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.may_decide:
            raise PermissionDenied
        return self.decide(request)

    def decide(self, request: HttpRequest) -> HttpResponse:
        """Do what was asked for."""
        return self.http_method_not_allowed(request)


class Index(LabelScreen):
    """Both circulars: of each form how many labels nobody has compared yet."""

    page_title = INDEX["label"]
    template_name = "disclosures/labels/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listed = [(one, reading.of_regulation(one)) for one in regulations().values()]
        return super().get_context_data(regulations=listed, **kwargs)


class OneForm(LabelScreen):
    """The labels of a form; those that are ticked are confirmed together."""

    template_name = "disclosures/labels/form.html"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [INDEX]

    @cached_property
    def regulation(self) -> Regulation:
        found = regulations().get(self.kwargs["regulation"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def form(self) -> Form | General:
        found = reading.form_of(self.regulation, self.kwargs["form"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def found(self) -> FormStanding:
        return reading.of_form(self.regulation, self.form)

    def get_page_title(self) -> str:
        if isinstance(self.form, General):
            return str(self.form.title)
        return f"{self.form.number or self.form.code} – {self.form.short}"

    @property
    def address(self) -> str:
        return reverse("form_labels:form", args=[self.regulation.code, self.form.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"regulation": self.regulation, "form": self.form, "found": self.found}
        ticked = self.request.POST.getlist("nhan")
        return super().get_context_data(**{"seen": SeenForm(), "ticked": ticked, **kwargs, **told})

    def decide(self, request: HttpRequest) -> HttpResponse:
        """Confirm those ticked."""
        wanted = set(request.POST.getlist("nhan"))
        chosen = [one for one in self.found.standings if one.name in wanted]
        seen = SeenForm(request.POST)
        if not chosen:
            messages.error(request, _("Please tick what you have compared."))
        if not chosen or not seen.is_valid():
            return self.render_to_response(self.get_context_data(seen=seen))
        count = services.confirm(self.regulation, chosen, seen.cleaned_data["seen_in"], request.user)
        words = ngettext("%(count)s label is confirmed.", "%(count)s labels are confirmed.", count)
        messages.success(request, words % {"count": count})
        return redirect(self.address)


class OneLabel(OneForm):
    """A label: what it says, what it should say, and every verdict on it."""

    template_name = "disclosures/labels/label.html"

    @cached_property
    def standing(self) -> Standing:
        found = self.found.of(self.kwargs["kind"], self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        item = self.standing.item
        return capfirst(f"{item.kind.label} {item.number}".strip())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [INDEX, {"url": self.address, "label": super().get_page_title()}]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.standing
        initial = {"label": one.label, "first_year": self.regulation.first_school_year}
        kwargs.setdefault("correction", CorrectionForm(regulation=self.regulation, kind=one.item.kind, initial=initial))
        kwargs.setdefault("back", TakeBackForm())
        people = get_user_model().objects.in_bulk({row.decided_by_id for row in one.log if row.decided_by_id})
        log = [(row, SchoolYear(row.first_year), people.get(row.decided_by_id)) for row in reversed(one.log)]
        verdicts = [(year, SchoolYear(year), row) for year, row in one.verdicts.items()]
        told = {"standing": one, "log": log, "verdicts": verdicts, "form_address": self.address}
        return super().get_context_data(**kwargs, **told)

    def decide(self, request: HttpRequest) -> HttpResponse:
        """Correct it, or take a verdict back."""
        return self._take_back(request) if request.POST.get("viec") == "bo" else self._correct(request)

    def _correct(self, request: HttpRequest) -> HttpResponse:
        asked = CorrectionForm(request.POST, regulation=self.regulation, kind=self.standing.item.kind)
        if asked.is_valid():
            told = asked.cleaned_data
            try:
                services.correct(
                    self.regulation, self.standing, told["label"], told["first_year"], told["seen_in"], request.user
                )
            except ValidationError as reason:
                asked.add_error("label", reason)
            else:
                messages.success(request, _("The label is corrected at every school that shows it."))
                return redirect(self.address)
        return self.render_to_response(self.get_context_data(correction=asked))

    def _take_back(self, request: HttpRequest) -> HttpResponse:
        asked = TakeBackForm(request.POST)
        if asked.is_valid():
            told = asked.cleaned_data
            try:
                services.take_back(self.regulation, self.standing, told["first_year"], told["why"], request.user)
            except ValidationError as reason:
                asked.add_error(None, reason)
            else:
                messages.success(request, _("The verdict is taken back."))
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(back=asked))
