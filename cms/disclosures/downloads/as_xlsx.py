"""A workbook that looks like the printed forms, a sheet for each; numbers are numbers, nothing is a formula."""

import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cms.disclosures.downloads.document import Document
from cms.disclosures.downloads.layout import GROUP, HEAD, TITLE, Box, grid

# Not allowed in the name of a sheet, by Excel.
UNNAMEABLE = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
WIDTHS = (6, 48)
WIDTH_OF_FIGURES = 16
FIGURES = "#,##0.####"


def write(documents: Sequence[Document]) -> bytes:
    """Return the workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for one in documents:
        _fill(book.create_sheet(sheet_name(one)), one)
    book.properties.title = documents[0].form.title if len(documents) == 1 else documents[0].year
    book.properties.creator = documents[0].publisher.name
    book.properties.language = "vi"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_name(one: Document) -> str:
    """Return a name for the sheet: the form's code and what it is about."""
    return UNNAMEABLE.sub(" ", f"{one.form.code} {one.form.short}")[:LONGEST_NAME].strip()


def _fill(sheet: Any, one: Document) -> None:
    from openpyxl.utils import get_column_letter

    boxes = grid(one)
    for row, line in enumerate(boxes, start=1):
        for column, box in enumerate(line, start=1):
            _write(sheet.cell(row, column), box, is_table=len(line) > 1)
            if box.right > 1 or box.down > 1:
                sheet.merge_cells(
                    start_row=row, start_column=column, end_row=row + box.down - 1, end_column=column + box.right - 1
                )
    for column in range(1, max(len(line) for line in boxes) + 1):
        width = WIDTHS[column - 1] if column <= len(WIDTHS) else WIDTH_OF_FIGURES
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write(cell: Any, box: Box, *, is_table: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    if isinstance(box.value, Decimal):
        cell.value, cell.number_format = box.value, FIGURES
    elif box.value:
        cell.value = box.value
        # Never a formula, whatever the text begins with.
        cell.data_type = "s"
    cell.font = Font(bold=box.style in (TITLE, HEAD, GROUP))
    if is_table:
        line = Side(style="thin", color="999999")
        cell.border = Border(line, line, line, line)
        centred = "center" if box.style == HEAD else None
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=centred)
