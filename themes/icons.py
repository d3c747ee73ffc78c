"""Icons drawn into the page from the heroicons package: no request, no font."""

import functools
import logging
import re

import heroicons
from django.utils.safestring import SafeString, mark_safe

logger = logging.getLogger(__name__)


@functools.lru_cache(maxsize=256)
def draw(name: str, size: str = "") -> SafeString:
    """An outline icon hidden from assistive technology; nothing, and a warning, if there is none."""
    try:
        svg = heroicons._render_icon("outline", name, None, {})
    except heroicons.IconDoesNotExist:
        logger.warning("No icon named %r", name)
        return SafeString()
    # Nothing but the drawing: the look comes from the stylesheet's .icon.
    inner = re.sub(r"^<svg[^>]*>\s*|\s*</svg>\s*$", "", svg)
    extra = f" icon--{size}" if size else ""
    return mark_safe(  # noqa: S308 - drawn by the package, name checked against its list
        f'<svg class="icon{extra}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="1.5" aria-hidden="true">{inner.strip()}</svg>'
    )
