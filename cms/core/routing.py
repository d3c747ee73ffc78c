"""From an address to a page with few queries.

What is kept is kept per content version, so that a publication needs to delete nothing (as the
page cache does, tenants/page_cache.py).
"""

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import Http404, HttpRequest
from wagtail.models import PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from cms.core.languages import VIETNAMESE, content_language, english_home
from tenants.registry import current_version

if TYPE_CHECKING:
    from cms.core.models import BasePage

SECONDS = 3600


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page of an address, or None. The home page itself is read only when it is asked for."""
    site = _site(request)
    if site is None:
        return None
    components = [component for component in path.split("/") if component]
    root: BasePage = site.root_page if content_language() == VIETNAMESE else english_home() or site.root_page
    try:
        result = root.route(request, components) if components else root.specific.route(request, [])
    except Http404:
        return None
    result.page.known_unrestricted = not has_restrictions()
    return result


def _site(request: HttpRequest) -> Site | None:
    """Wagtail's site with its home page; Wagtail finds it on the request from then on."""
    if not hasattr(request, "_wagtail_site"):
        key = f"routing.site.{current_version()}.{request.get_host()}"
        site = cache.get(key)
        if site is None:
            site = Site.find_for_request(request)
            cache.set(key, site, SECONDS)
        request._wagtail_site = site  # type: ignore[attr-defined]
    return request._wagtail_site  # type: ignore[attr-defined, no-any-return]


def has_restrictions() -> bool:
    """Tell whether the school keeps any page from anybody; most do not."""
    key = f"routing.restricted.{current_version()}"
    found = cache.get(key)
    if found is None:
        found = PageViewRestriction.objects.exists()
        cache.set(key, found, SECONDS)
    return bool(found)
