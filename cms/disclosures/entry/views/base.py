"""What the screens share: who may, which form, the trail at the top."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from cms.disclosures.calculation import Problem, problems
from cms.disclosures.models import Disclosure
from cms.disclosures.regulation import LEVELS_OF_KIND
from cms.disclosures.sheet import parts_for


class Screen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A screen of those who fill in forms, at schools only; `permission_required` "publish" for the approver's."""

    model = Disclosure
    permission_required: ClassVar[str | None] = "change"
    header_icon = "table"
    page_title = _("Public disclosure")
    request: Any
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.tenant.is_portal:  # type: ignore[attr-defined]
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Disclosure)

    def may(self, action: str) -> bool:
        """Whether this person has the right."""
        return bool(self.permission_policy.user_has_permission(self.request.user, action))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class OneForm(Screen):
    """A form of this school, or 404."""

    @cached_property
    def disclosure(self) -> Disclosure:
        rows = Disclosure.objects.select_related("set", "draft_by", "submitted_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def levels(self) -> set[str]:
        return set(LEVELS_OF_KIND[self.request.tenant.kind])

    def problems_of(self, data: dict[str, Any]) -> list[Problem]:
        """Return what does not fit together in a content of this form."""
        form = self.disclosure.form
        return problems(form, data, parts_for(form, self.levels))

    def get_page_title(self) -> str:
        return self.disclosure.form.short

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        year = self.disclosure.set.school_year
        above = [
            {"url": reverse("disclosures:index"), "label": _("Public disclosure")},
            {"url": f"{reverse('disclosures:index')}?nam={self.disclosure.set.year}", "label": str(year)},
        ]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]
