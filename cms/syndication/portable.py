"""An article as it can stand on any site: cleaned HTML, absolute addresses, pictures in the shared storage.

The body is carried as the HTML its own site shows, not as blocks: the receiver may know other blocks,
and has none of the pictures they name.
"""

import hashlib
import logging
from pathlib import PurePosixPath
from typing import Any

import nh3
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.template.loader import render_to_string

from tenants.registry import CurrentSchool

logger = logging.getLogger(__name__)
FOLDER = "articles"
COVER = "fill-1440x960|format-webp"
TAGS = {
    *("div", "section", "p", "span", "br", "hr", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "abbr"),
    *("h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "q", "cite", "code", "pre", "time"),
    *("a", "img", "picture", "source", "figure", "figcaption", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col"),
    *("svg", "path", "circle", "rect", "line", "g"),
}
DRAWN = {"d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule", "clip-rule"}
ATTRIBUTES = {
    "*": {"class", "title", "aria-hidden", "aria-label", "role"},
    "a": {"href"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "source": {"srcset", "sizes", "type", "media"},
    "details": {"name", "open"},
    "time": {"datetime"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan", "headers", "data-label"},
    "svg": {"viewBox", "fill", "stroke", "stroke-width"},
    "path": DRAWN,
    "circle": {"cx", "cy", "r", *DRAWN},
    "rect": {"x", "y", "width", "height", "rx", *DRAWN},
    "line": {"x1", "x2", "y1", "y2", *DRAWN},
    "ol": {"start", "type"},
}


def body_html(page: Any, school: CurrentSchool) -> str:
    """Return the body of an article of the current school, made portable."""

    def rewrite(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "srcset":
            return _srcset(value, school)
        if attribute == "src":
            return _shared_address(value, school)
        return school.root_url + value if attribute == "href" and _is_local(value) else value

    shown = render_to_string("components/body.html", {"page": page, "tenant": school})
    return nh3.clean(shown, tags=TAGS, attributes=ATTRIBUTES, attribute_filter=rewrite, link_rel=None)


def cover_file(page: Any, school: CurrentSchool) -> str:
    """Copy the cover into the shared storage; returns its name there, or ""."""
    if page.cover is None:
        return ""
    try:
        return _share(page.cover.get_rendition(COVER).file.name, school)
    except (OSError, ValueError) as error:
        # A lost or broken picture must not keep the article.
        logger.warning("No cover for shared page %s: %s", page.pk, type(error).__name__)
        return ""


def version_of(*parts: object) -> str:
    """Return a short name of this content: equal content, equal name."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _is_local(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def _srcset(value: str, school: CurrentSchool) -> str | None:
    parts = [part.strip().partition(" ") for part in value.split(",")]
    found = [(_shared_address(address, school), space + size) for address, space, size in parts]
    return ", ".join(f"{address}{size}" for address, size in found if address) or None


def _shared_address(address: str, school: CurrentSchool) -> str | None:
    """The address of the copy under every host; pictures of other hosts are dropped."""
    if not address.startswith(settings.MEDIA_URL):
        return address if address.startswith((settings.SHARED_MEDIA_URL, settings.STATIC_URL)) else None
    try:
        return str(storages["shared"].url(_share(address.removeprefix(settings.MEDIA_URL), school)))
    except OSError:
        return None


def _share(name: str, school: CurrentSchool) -> str:
    """Copy one published picture of the school; names hold a hash, so that one copy is enough."""
    copy = f"{school.schema_name}/{FOLDER}/{PurePosixPath(name).name}"
    shared = storages["shared"]
    if not shared.exists(copy):
        with default_storage.open(name, "rb") as source:
            shared.save(copy, ContentFile(source.read()))
    return copy
