"""A report as PDF: tagged, with bookmarks, in the project's own font (see cms/disclosures/paper.py)."""

from typing import Any

from wagtail.images import get_image_model

from cms.disclosures.annual_report.showing import shown
from cms.disclosures.models import YearReportVersion
from cms.disclosures.paper import to_pdf

TEMPLATE = "paper/annual_report.html"
STYLES = ("themes/css/paper_report.css",)
RENDITION = "width-1200|format-jpeg"


def drawn(version: YearReportVersion) -> bytes:
    """Return the PDF of a published version."""
    return draw(version.content, version.number, version.reason)


def draw(content: dict[str, Any], number: int = 1, reason: str = "") -> bytes:
    """Return a composed report as PDF."""
    context = {**shown(content), "number": number, "reason": reason}
    return to_pdf(TEMPLATE, context, styles=STYLES, pictures=_picture)


def _picture(pk: int) -> bytes:
    with get_image_model().objects.get(pk=pk).get_rendition(RENDITION).file.open("rb") as source:
        return bytes(source.read())
