"""The same as an OpenDocument, for LibreOffice."""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cms.disclosures.downloads.as_xlsx import sheet_name
from cms.disclosures.downloads.document import Document
from cms.disclosures.downloads.layout import Box, grid


def write(documents: Sequence[Document]) -> bytes:
    """Return the spreadsheet."""
    from odfdo import Cell, Row, Table
    from odfdo import Document as Spreadsheet

    book = Spreadsheet("spreadsheet")
    book.body.clear()
    for one in documents:
        table = Table(sheet_name(one))
        spans = []
        for y, line in enumerate(grid(one)):
            row = Row()
            for x, box in enumerate(line):
                row.append_cell(_cell(box, Cell))
                if box.right > 1 or box.down > 1:
                    spans.append((x, y, x + box.right - 1, y + box.down - 1))
            table.append_row(row)
        for span in spans:
            table.set_span(span)
        book.body.append(table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(box: Box, cell: Any) -> Any:
    if isinstance(box.value, Decimal):
        return cell(box.value)
    # Told to be text: else LibreOffice would look into it.
    return cell(text=box.value, value=box.value, cell_type="string") if box.value else cell()
