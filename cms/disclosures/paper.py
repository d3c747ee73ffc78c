"""From HTML to a tagged PDF (PDF/UA-1) with our own font in it.

The renderer is loaded with the first PDF: it is slow to start, and needs a text library (Pango) that a
machine may lack, which PaperError then says.
"""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
FONTS, PICTURES = "font:", "picture:"
STYLES = ("themes/css/paper.css",)


class PaperError(Exception):
    """No PDF can be made on this machine; str() says so to the person who asked."""


def to_pdf(
    template: str,
    context: dict[str, Any],
    *,
    styles: tuple[str, ...] = STYLES,
    pictures: Callable[[int], bytes] | None = None,
) -> bytes:
    """Return a template as PDF. Nothing is fetched from anywhere; raises PaperError.

    The template says `lang`, `title` and the headings; tables need their header cells. `pictures` returns
    the JPEG that `picture:<id>` stands for.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        logger.error("No PDF: a library of the system is missing (%s)", error)
        raise PaperError(
            _("PDFs cannot be made here at the moment. The other formats hold the same figures.")
        ) from error
    fonts, fetcher = FontConfiguration(), _fetcher(pictures)
    html = HTML(string=render_to_string(template, context), base_url="about:blank", url_fetcher=fetcher)
    sheets = [CSS(string=_style(name), font_config=fonts, url_fetcher=fetcher) for name in styles]
    pdf: bytes = html.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)
    return pdf


@cache
def _style(name: str) -> str:
    with open(str(finders.find(name)), encoding="utf-8") as file:
        return file.read()


def _fetcher(pictures: Callable[[int], bytes] | None) -> Any:
    """Answers `font:<file>` with a file of the font's package and `picture:<id>`; refuses everything else."""
    import fontpkg_be_vietnam_pro
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    folder = fontpkg_be_vietnam_pro.ROOT / "files"

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if pictures and url.startswith(PICTURES):
                content = pictures(int(url.removeprefix(PICTURES)))
                return URLFetcherResponse(url, content, {"Content-Type": "image/jpeg"})
            name = unquote(url.removeprefix(FONTS))
            if not url.startswith(FONTS) or "/" in name:
                raise FatalURLFetchingError(f"not for paper: {url[:80]}")
            return URLFetcherResponse(url, (folder / name).read_bytes(), {"Content-Type": "font/ttf"})

    return Fetcher()
