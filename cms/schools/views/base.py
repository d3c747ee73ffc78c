"""What all screens share: permissions, the trail at the top, who acts."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from tenants.enums import SchoolKind
from tenants.models import School

SCHOOLS_CRUMB = {"url": reverse_lazy("schools:index"), "label": _("Schools")}


class PortalView(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A page of the portal's admin about schools; subclasses name the permission they need."""

    model = School
    permission_required: ClassVar[str | None] = "view"
    header_icon = "site"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = [SCHOOLS_CRUMB]
    request: Any
    kwargs: dict[str, Any]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.parent_crumbs, {"url": "", "label": self.get_page_title()}]

    @property
    def actor(self) -> str:
        """Who acts, for the log: an account's number, not a name."""
        return f"portal user {self.request.user.pk}"


class OneSchoolView(PortalView):
    """A page about one school; the portal itself is none."""

    @cached_property
    def school(self) -> School:
        schools = School.objects.select_related("authority").exclude(kind=SchoolKind.OFFICE)
        return get_object_or_404(schools, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(school=self.school, **kwargs)  # type: ignore[no-any-return]
