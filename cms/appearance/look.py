"""The look as every page's frame needs it: plain values, kept per content version."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe

from cms.appearance.models import Appearance, default_palette
from cms.core.frame import contributes, kept
from themes import layouts
from themes.templatetags.theme import picture

LOGO_FILTER = "max-160x160|format-webp"


@contributes
def look(request: HttpRequest) -> dict[str, Any]:
    """Layout, palette, emblem, cover and own colours of the current site; no query on a warm page."""
    found = getattr(request, "previewed_look", None) or kept("look", _read)
    return {**found, "home_cover": mark_safe(found["home_cover"])}  # noqa: S308 - drawn by a template tag


def _read() -> dict[str, Any]:
    return look_of(Appearance.objects.select_related("logo", "cover").first() or Appearance())


def look_of(appearance: Appearance) -> dict[str, Any]:
    """Return what the frame shows of a setting, saved or not."""
    palette = appearance.palette or default_palette()
    return {
        "layout": appearance.layout or layouts.DEFAULT,
        "palette": palette,
        "logo": _logo(appearance),
        "colours_url": _colours_url(palette, appearance),
        "home_cover": str(picture(appearance.cover, "wide", alt=appearance.cover_alt, eager=True)),
    }


def _logo(appearance: Appearance) -> dict[str, Any] | None:
    if appearance.logo is None:
        return None
    drawn = appearance.logo.get_rendition(LOGO_FILTER)
    return {"url": drawn.url, "width": drawn.width, "height": drawn.height}


def _colours_url(palette: str, appearance: Appearance) -> str:
    if not appearance.brand:
        return ""
    colours = "-".join(colour.removeprefix("#") for colour in (appearance.brand, appearance.brand_night) if colour)
    return reverse("own_colours", args=[f"{palette}-{colours}"])
