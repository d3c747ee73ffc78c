"""The clerk's desk: questions by day of answer, one question with all that may be done."""

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from cms.contact import services
from cms.contact.desk_forms import STEPS, Step
from cms.contact.enums import Status
from cms.contact.models import Question

PER_PAGE = 30
LISTS = {
    "": _("Waiting for an answer"),
    "da-tra-loi": _("Answered, not published"),
    "da-dang": _("Published"),
    "chuyen": _("Not ours"),
}


class DeskView(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What all screens share; subclasses name the right they need."""

    model = Question
    permission_required: ClassVar[str | None] = "view"
    header_icon = "help"
    page_title = _("Questions")
    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Question)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class Listing(DeskView, TemplateView):
    """Open questions by their day of answer, overdue ones marked; the others on demand."""

    template_name = "contact/questions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.request.GET.get("danh-sach", "")
        page = Paginator(_rows(chosen), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            questions=page,
            chosen=chosen if chosen in LISTS else "",
            lists=[(key, label, key == chosen) for key, label in LISTS.items()],
            overdue=Question.objects.overdue().count(),
            **kwargs,
        )


def _rows(chosen: str) -> Any:
    rows = Question.objects.select_related("assigned_to")
    if chosen == "da-tra-loi":
        return rows.filter(status=Status.ANSWERED, published_at=None).order_by("-answered_at", "pk")
    if chosen == "da-dang":
        return rows.published()
    if chosen == "chuyen":
        return rows.filter(status=Status.DECLINED).order_by("-answered_at", "pk")
    return rows.open().order_by("due_on", "pk")


class OneQuestion(DeskView):
    """A question of this school, or 404."""

    template_name = "contact/question.html"

    @cached_property
    def question(self) -> Question:
        return get_object_or_404(Question.objects.select_related("assigned_to"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.question.subject or str(self.question)

    def may(self, step: Step) -> bool:
        """Whether this person may do it, now."""
        allowed = self.permission_policy.user_has_permission(self.request.user, step.permission)
        return bool(allowed and step.is_open_to(self.question))

    def page(self, bound: dict[str, forms.Form] | None = None) -> dict[str, Any]:
        """The question with the form of each possible step; what was typed stays."""
        bound = bound or {}
        steps = [
            {"key": key, "step": step, "form": bound.get(key) or step.form(question=self.question)}
            for key, step in STEPS.items()
            if self.may(step)
        ]
        return {"question": self.question, "steps": steps}


class Detail(OneQuestion, TemplateView):
    """Everything about a question."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**self.page(), **kwargs)


class Act(OneQuestion, TemplateView):
    """Takes one step and comes back to the question."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        wanted = STEPS.get(step)
        if wanted is None or not self.may(wanted):
            raise Http404
        form = wanted.form(request.POST, question=self.question)
        if form.is_valid():
            try:
                wanted.take(self.question, form.cleaned_data, request.user)
            except services.NotPossible as reason:
                form.add_error(None, str(reason))
            else:
                messages.success(request, wanted.done)
                return redirect("questions:detail", pk)
        return self.render_to_response(self.get_context_data(**self.page({step: form})))
