"""On paper the place for the signature stands below the last rows, never alone on a page."""

import io

from django.test import SimpleTestCase
from django.utils import translation

from cms.disclosures.downloads import as_pdf
from cms.disclosures.downloads.document import Document, Publisher
from cms.disclosures.presenting import show
from cms.disclosures.regulation import regulations
from cms.disclosures.sheet import Sheet

PUBLISHER = Publisher("truong-a", "Trường A", "Ủy ban nhân dân phường", "http://a.test/cong-khai/")
# Short ones fill a page; those just too long for it would leave the signature alone on a second.
ROWS = range(10, 16)


def of_rows(count: int) -> Document:
    """The form of fees with so many rows of the school's own."""
    regulation = regulations()["tt09"]
    form = regulation.forms["5.2"]
    part = next(part for part in form.tables if part.more)
    column = part.columns[0].code
    key = f"{form.code}/{part.code}"
    data = {
        "added": {key: [f"Khoản thu {number}" for number in range(1, count + 1)]},
        "cells": {f"{key}+{number}": {column: "1000"} for number in range(1, count + 1)},
    }
    sheet = Sheet(form, data)
    parts = tuple(shown for shown in show(sheet, form.levels) if shown.part.code == part.code)
    return Document(PUBLISHER, "2026-2027", regulation, form, 1, 1, "2026-06-15", "", "http://a.test/x/", sheet, parts)


class TestSignature(SimpleTestCase):
    def test_the_last_rows_stand_above_the_signature_however_many_there_are(self):
        from pypdf import PdfReader

        with translation.override("vi"):
            content = as_pdf.write([of_rows(count) for count in ROWS])
        pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]
        signed = [page for page in pages if "Ký tên" in page]
        assert len(signed) == len(ROWS)
        assert [page for page in signed if page.count("Khoản thu ") < 2] == []
        # A list of forms, then some that fill one page and some with a second.
        assert len(ROWS) < len(pages) - 1 < 2 * len(ROWS)
