"""Views that belong to no page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from cms.core.navigation import menu, top_pages
from tenants.middleware import portal_url


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the look of the school, with its menu."""
    tenant = getattr(request, "tenant", None)
    context = {"menu": menu(top_pages(), ""), "portal_url": portal_url()} if tenant else {}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without a single query: whatever broke may break again."""
    return HttpResponse(render_to_string("500.html"), status=500)


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything public."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    lines = ["User-agent: *", "Disallow: /quan-tri/", "Disallow: /tim-kiem/", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def javascript_catalogue(request: HttpRequest) -> HttpResponse:
    """Texts of the admin's scripts: Wagtail's, and ours over them, in the person's language."""
    catalogue = JavaScriptCatalog.as_view(packages=["wagtail.admin", "cms.core"])
    return get_localized_response(catalogue, request)  # type: ignore[no-any-return]
