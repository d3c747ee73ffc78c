"""The form as it is hung out at the school: head, title, tables, place for date and signature."""

import datetime as dt
from collections.abc import Sequence

from cms.disclosures.downloads.document import Document
from cms.disclosures.paper import to_pdf


def write(documents: Sequence[Document]) -> bytes:
    """Return the PDF of one form."""
    (one,) = documents
    return to_pdf(
        "paper/disclosure.html",
        {
            "document": one,
            "form": one.form,
            "regulation": one.regulation,
            "day": dt.date.fromisoformat(one.published_on),
            "is_wide": any(shown.is_wide for shown in one.parts),
        },
    )
