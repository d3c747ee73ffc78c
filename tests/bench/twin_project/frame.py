"""What the templates expect around a page, the plain way."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site

SCHOOL = SimpleNamespace(
    name="Trường số 1", ward="", address="", phone="", email="", is_portal=False, is_archived=False
)


class ConstantSchoolMiddleware:
    """One site, one school."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.tenant = SCHOOL  # type: ignore[attr-defined]
        return self.get_response(request)


def frame(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Menu of two levels in one query, breadcrumbs in one."""
    site = Site.find_for_request(request)
    items: list[dict[str, Any]] = []
    sections = Page.objects.live().in_menu().descendant_of(site.root_page).filter(depth__in=(3, 4))
    for section in sections.order_by("path"):
        url = section.get_url(request)
        item = {"title": section.title, "url": url, "is_active": request.path.startswith(url), "children": []}
        if section.depth == 3:
            items.append(item)
        elif items:
            items[-1]["children"].append(item)
    crumbs = page.get_ancestors().filter(depth__gte=2) if page.depth > 2 else []
    return {
        "menu": items,
        "breadcrumbs": [{"title": crumb.title, "url": crumb.get_url(request)} for crumb in crumbs],
        "home_url": "/",
        "palette": "sen",
        "portal_url": "http://localhost",
    }
