"""Forms as they are hung out at the school: head, title, tables, place for date and signature. A year's in one file."""

import datetime as dt
from collections.abc import Sequence

from cms.disclosures.downloads.document import Document
from cms.disclosures.paper import to_pdf


def write(documents: Sequence[Document]) -> bytes:
    """Return the PDF of one form, or of a year's with a list of them first; each begins on a page of its own."""
    sheets = [
        {
            "document": one,
            "form": one.form,
            "regulation": one.regulation,
            "day": dt.date.fromisoformat(one.published_on),
            "is_wide": any(shown.is_wide for shown in one.parts),
        }
        for one in documents
    ]
    return to_pdf("paper/disclosures.html", {"sheets": sheets, "first": sheets[0], "is_year": len(sheets) > 1})
