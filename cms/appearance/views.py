"""The stylesheet of a school's own colours, and the catalogue of components."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from themes import brand, palettes

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
