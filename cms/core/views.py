"""Views that belong to no page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from cms.core.navigation import site_frame


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the look of the school, with its menu."""
    tenant = getattr(request, "tenant", None)
    context = site_frame(request) if tenant else {}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without a single query: whatever broke may break again."""
    return HttpResponse(render_to_string("500.html"), status=500)


class _Catalogue(JavaScriptCatalog):
    """Wagtail's texts with ours over them; Django looks for them in apps only."""

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), str(settings.BASE_DIR / "locale" / "wagtail")]


def javascript_catalogue(request: HttpRequest) -> HttpResponse:
    """Texts of the admin's scripts, in the person's language."""
    view = _Catalogue.as_view(packages=["wagtail.admin"])
    return get_localized_response(view, request)  # type: ignore[no-any-return]
