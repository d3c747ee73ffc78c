"""Pictures in the sizes that places on a page need: WebP at once, AVIF where it has been made."""

import hashlib
from typing import Any

from django.core.cache import caches
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import Filter, ResponsiveImage
from wagtail.images.shortcuts import get_renditions_or_not_found

from tenants.registry import current_version
from themes.drawing import are_drawn


def _filters(*specs: str) -> list[Filter]:
    return [Filter(spec=f"{spec}|format-webp") for spec in specs]


# Few renditions, shared by all places: 3:2 with the focal point kept, or the whole picture.
COVER = _filters("fill-480x320", "fill-960x640", "fill-1440x960")
WHOLE = _filters("width-480", "width-960", "width-1440")
WIDE = _filters("fill-800x400", "fill-1600x640")
PORTRAIT = _filters("fill-176x176", "fill-352x352")
STILL = Filter(spec="fill-960x540|format-webp")
FULL = Filter(spec="max-1920x1920|format-webp")
# Place of a picture -> (renditions, the width it takes there).
PLACES = {
    "lead": (COVER, "(min-width: 72rem) 41rem, (min-width: 46rem) 57vw, 100vw"),
    "article": (COVER, "(min-width: 44rem) 41rem, 100vw"),
    "card": (COVER[:2], "(min-width: 72rem) 22rem, (min-width: 44rem) 30vw, 7rem"),
    "row": (COVER[:2], "(min-width: 44rem) 14rem, 7rem"),
    "body": (WHOLE, "(min-width: 44rem) 41rem, 100vw"),
    "wide": (WIDE, "100vw"),
    "portrait": (PORTRAIT, "5.5rem"),
    "gallery": (COVER[:2], "(min-width: 44rem) 20rem, (min-width: 27rem) 48vw, 100vw"),
    "still": ([STILL], "(min-width: 44rem) 41rem, 100vw"),
}


def draw(image: Any, place: str, attrs: dict[str, str]) -> SafeString:
    """The picture's element, kept per content version: Wagtail's way there is a fifth of a page's time."""
    if not are_drawn():
        return format_html("<img{}>", flatatt({"src": "", **attrs}))
    said = repr((image.pk, image.file.name, place, sorted(attrs.items())))
    digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
    key = f"picture.{current_version()}.{digest}"
    kept = caches["renditions"].get(key)
    if kept is None:
        kept = str(_draw(image, place, attrs))
        caches["renditions"].set(key, kept)
    return mark_safe(kept)  # noqa: S308 - made by Wagtail and format_html, which escape what is in it


def as_avif(filters: list[Filter]) -> list[Filter]:
    """The same sizes in the format that is a fifth smaller and ten times as slow to make."""
    return [Filter(spec=each.spec.replace("format-webp", "format-avif")) for each in filters]


def _draw(image: Any, place: str, attrs: dict[str, str]) -> str:
    filters, sizes = PLACES[place]
    # Without a choice there is nothing that `sizes` could say.
    choice = {"sizes": sizes} if len(filters) > 1 else {}
    plain = ResponsiveImage(get_renditions_or_not_found(image, filters), {**choice, **attrs}).__html__()
    # Made by a task after publishing (cms.media.renditions), never while a visitor waits.
    small = image.find_existing_renditions(*as_avif(filters))
    if len(small) < len(filters):
        return str(plain)
    sources = ", ".join(f"{each.url} {each.width}w" for each in small.values())
    source = format_html('<source type="image/avif" srcset="{}" sizes="{}">', sources, sizes)
    return format_html("<picture>{}{}</picture>", source, plain)


def url_of(image: Any, size: Filter) -> str:
    """A rendition's address, kept per content version."""
    if not are_drawn():
        return ""
    key = f"picture.{current_version()}.{image.pk}.{size.spec}.{image.file.name}"
    kept: str | None = caches["renditions"].get(key)
    if kept is None:
        kept = str(next(iter(get_renditions_or_not_found(image, [size]).values())).url)
        caches["renditions"].set(key, kept)
    return kept
