"""The steps of a school's life that the portal offers, each with a page that asks once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.schools.forms import AddressForm, NoForm, OptionalReasonForm, ReasonForm
from cms.schools.views.base import OneSchoolView
from tenants import lifecycle
from tenants.models import School
from tenants.provisioning import ProvisioningError


@dataclass(frozen=True, slots=True)
class StepPage:
    """How one step of tenants.lifecycle.STEPS is put to a person."""

    title: Any
    consequence: Any
    button: Any
    done: Any
    form: type[forms.Form]
    take: Callable[[School, dict[str, Any], str], School]
    icon: str
    is_serious: bool = False


PAGES = {
    "rename": StepPage(
        _("Change the address"),
        _("The site opens under its new address at once. The old address stays and leads there, for ever."),
        _("Change the address"),
        _("The site has its new address."),
        AddressForm,
        lambda school, data, by: lifecycle.rename(school, data["slug"], by=by),
        "link",
    ),
    "suspend": StepPage(
        _("Suspend the site"),
        _("Visitors see a page with your reason instead of the site; the school's people cannot sign in."
          " Nothing is lost, and you can put the site back into service at any time."),
        _("Suspend the site"),
        _("The site is suspended."),
        ReasonForm,
        lambda school, data, by: lifecycle.suspend(school, data["reason"], by=by),
        "no-view",
        is_serious=True,
    ),
    "resume": StepPage(
        _("Put back into service"),
        _("The site opens again for visitors and for the school's people."),
        _("Put back into service"),
        _("The site is in service again."),
        NoForm,
        lambda school, data, by: lifecycle.resume(school, by=by),
        "view",
    ),
    "archive": StepPage(
        _("Archive the site"),
        _("The pages stay readable and say that they are an archive; nobody can change them any more."
          " You can put the site back into service later."),
        _("Archive the site"),
        _("The site is archived."),
        OptionalReasonForm,
        lambda school, data, by: lifecycle.archive(school, data["reason"], by=by),
        "folder",
        is_serious=True,
    ),
}  # fmt: skip


def step_links(school: School) -> list[dict[str, Any]]:
    """The steps that are possible now, as links of the school's page."""
    return [
        {"url": reverse("schools:step", args=[school.pk, name]), "page": PAGES[name]}
        for name in lifecycle.allowed_steps(school)
        if name in PAGES
    ]


class Step(OneSchoolView, FormView):  # type: ignore[type-arg]
    """Says what a step will do, asks for what it needs, and takes it."""

    permission_required: ClassVar[str] = "change"
    template_name = "schools/step.html"

    @cached_property
    def page(self) -> StepPage:
        page = PAGES.get(self.kwargs["step"])
        if page is None:
            raise Http404
        return page

    def get_page_title(self) -> str:
        return str(self.page.title)

    def get_form_class(self) -> type[forms.Form]:
        return self.page.form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_possible = self.kwargs["step"] in lifecycle.allowed_steps(self.school)
        return super().get_context_data(page=self.page, is_possible=is_possible, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            self.page.take(self.school, form.cleaned_data, self.actor)
        except ProvisioningError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, self.page.done)
        return redirect("schools:detail", self.school.pk)
