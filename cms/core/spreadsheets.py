"""What people open in a spreadsheet must stay what it is: no text begins a formula there."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
RISKY = ("=", "+", "-", "@", "\t", "\r")
# Without this mark Excel takes UTF-8 for something else.
BOM = "\ufeff"


def harmless(value: str) -> str:
    """Return the text so that a spreadsheet takes it for text, whatever it begins with."""
    return f"'{value}" if value.startswith(RISKY) else value


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table for Excel and for programs; numbers stay numbers, texts never begin a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(value) if isinstance(value, str) else value for value in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def as_xlsx(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return a workbook with a sheet per table; headings stay in sight."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        _fill(book.create_sheet(title[:31]), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(rows, start=1):
        for position, value in enumerate(row, start=1):
            cell = sheet.cell(number, position, value)
            if isinstance(value, str):
                # What a person typed is never a formula.
                cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    for position in range(1, len(rows[0]) + 1):
        longest = max((len(str(row[position - 1] or "")) for row in rows if len(row) >= position), default=8)
        sheet.column_dimensions[get_column_letter(position)].width = min(max(longest + 2, 8), WIDEST)
