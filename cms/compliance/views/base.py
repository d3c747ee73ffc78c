"""What the screens share."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.shared.models import RequirementState

XLSX_SUFFIX, CSV_SUFFIX = "xlsx", "csv"


class AdminScreen(WagtailAdminTemplateMixin):
    """A page of the admin with its trail."""

    header_icon = "clipboard-list"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = []
    request: HttpRequest
    kwargs: dict[str, Any]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.parent_crumbs, {"url": "", "label": self.get_page_title()}]


class PortalScreen(PermissionCheckedMixin, AdminScreen):
    """A page of the portal's people who look after the schools."""

    model = RequirementState
    permission_required: ClassVar[str] = "view"


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a file that is saved, not shown."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{slugify(name)}.{name.rpartition(".")[2]}"'},
    )
