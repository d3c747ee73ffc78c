"""The stylesheet of a school's own colours, and the catalogue of components."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.appearance import catalogue
from cms.appearance.look import look
from cms.core.navigation import site_frame
from themes import brand, layouts, palettes

NAME = re.compile(r"(?P<palette>[a-z_]+)-(?P<day>[0-9a-f]{6})(?:-(?P<night>[0-9a-f]{6}))?\Z")
ONE_YEAR = 365 * 24 * 3600


@require_safe
def own_colours(request: HttpRequest, name: str) -> HttpResponse:
    """A few rules made of the colours in the address: the same for ever, and nothing is looked up.

    Inline styles are forbidden (Content-Security-Policy), hence an address of its own.
    """
    found = NAME.match(name)
    if not found or found["palette"] not in dict(palettes.CHOICES):
        raise Http404
    day, night = f"#{found['day']}", f"#{found['night']}" if found["night"] else ""
    if brand.problem(found["palette"], "light", day) or (night and brand.problem(found["palette"], "dark", night)):
        raise Http404
    response = HttpResponse(brand.stylesheet(found["palette"], day, night), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return response


def components(request: HttpRequest) -> HttpResponse:
    """The catalogue of components, in any layout (`?bo-cuc=`) and palette (`?bang-mau=`). For staff."""
    own = look(request)
    layout, palette = request.GET.get("bo-cuc", ""), request.GET.get("bang-mau", "")
    chosen = {
        "layout": layout if layout in dict(layouts.CHOICES) else own["layout"],
        "palette": palette if palette in dict(palettes.CHOICES) else own["palette"],
        "colours_url": "" if palette else own["colours_url"],
    }
    request.previewed_look = own | chosen  # type: ignore[attr-defined]
    context = {
        **site_frame(request),
        "entries": catalogue.entries(request),
        "layouts": layouts.CHOICES,
        "palettes": palettes.CHOICES,
    }
    return render(request, "appearance/components.html", context)
