"""Pages of the admin that are no Wagtail list or form, alike in every app."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class AdminScreen(WagtailAdminTemplateMixin):
    """A page of the admin with its trail."""

    header_icon = "clipboard-list"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = []
    request: HttpRequest
    kwargs: dict[str, Any]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.parent_crumbs, {"url": "", "label": self.get_page_title()}]


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a file that is saved, not shown."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{slugify(name)}.{name.rpartition(".")[2]}"'},
    )
