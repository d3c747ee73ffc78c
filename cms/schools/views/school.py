"""One school: adding it, seeing how it stands, changing its details, building it once more."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from django.views.generic.edit import FormView
from django_tenants.utils import schema_context
from wagtail.admin import messages

from cms.schools.forms import DetailsForm, SchoolForm
from cms.schools.views.base import OneSchoolView, PortalView
from cms.schools.views.steps import step_links
from tenants import lifecycle
from tenants.enums import STATUSES_WITH_SCHEMA, SchoolStatus
from tenants.models import Authority, School
from tenants.provisioning import ProvisioningError, SchoolRequest, build_school_task, request_school
from tenants.registry import PUBLIC


def add_school(wish: SchoolRequest) -> School:
    """Enter a school and queue its building, both or neither."""
    with schema_context(PUBLIC), transaction.atomic():
        school = request_school(wish)
        build_school_task.enqueue(school.pk)
    return school


class Add(PortalView, FormView):  # type: ignore[type-arg]
    """Asks for a new school."""

    permission_required: ClassVar[str] = "add"
    page_title = gettext_lazy("Add a school")
    template_name = "schools/form.html"
    form_class = SchoolForm
    extra_context: ClassVar[dict[str, Any]] = {"submit_label": gettext_lazy("Create the school")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(authorities=authority_names(), **kwargs)

    def form_valid(self, form: SchoolForm) -> HttpResponse:
        try:
            school = add_school(form.request())
        except ProvisioningError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("schools:detail", school.pk)


def authority_names() -> list[str]:
    """Offered while someone types an authority's name."""
    return list(Authority.objects.filter(is_active=True).values_list("name", flat=True))


class Detail(OneSchoolView, TemplateView):
    """How a school stands, and what can be done; renews itself while the school is being built."""

    template_name = "schools/detail.html"

    def get_page_title(self) -> str:
        return self.school.name

    def get_template_names(self) -> list[str]:
        return ["schools/_status.html" if self.request.htmx else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_change = self.user_has_permission("change")
        status = self.school.status
        return super().get_context_data(
            hosts=self.school.domains.order_by("-is_primary", "domain"),
            is_moving=status in {SchoolStatus.REQUESTED, SchoolStatus.BUILDING},
            is_built=status in STATUSES_WITH_SCHEMA,
            may_change=may_change,
            may_build=status == SchoolStatus.FAILED and self.user_has_permission("add"),
            steps=step_links(self.school) if may_change else [],
            **kwargs,
        )


class Edit(OneSchoolView, FormView):  # type: ignore[type-arg]
    """Changes name, contacts and managing authority."""

    permission_required: ClassVar[str] = "change"
    page_title = gettext_lazy("Change name and contacts")
    template_name = "schools/form.html"
    form_class = DetailsForm
    extra_context: ClassVar[dict[str, Any]] = {"submit_label": gettext_lazy("Save")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.school}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(authorities=authority_names(), **kwargs)

    @cached_property
    def detail_url(self) -> str:
        return reverse("schools:detail", args=[self.school.pk])

    def form_valid(self, form: DetailsForm) -> HttpResponse:
        try:
            with schema_context(PUBLIC), transaction.atomic():
                if changes := form.changes():
                    lifecycle.update_details(self.school, changes, by=self.actor)
                if "authority" in form.changed_data:
                    lifecycle.move_to_authority(self.school, form.cleaned_data["authority"], by=self.actor)
        except ProvisioningError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The changes are saved."))
        return redirect(self.detail_url)


class Build(OneSchoolView, View):
    """Queues the building of a school that failed once more."""

    permission_required: ClassVar[str] = "add"
    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        with schema_context(PUBLIC), transaction.atomic():
            failed = School.objects.filter(pk=self.school.pk, status=SchoolStatus.FAILED)
            if failed.update(status=SchoolStatus.REQUESTED, progress=""):
                build_school_task.enqueue(pk)
        return redirect("schools:detail", pk)
