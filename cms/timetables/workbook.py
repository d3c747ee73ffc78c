"""Timetables as Excel files: the template the platform offers, and what comes back filled in."""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cms.core.spreadsheets import harmless
from cms.core.weeks import DAY_NAMES
from cms.timetables.grid import AFTERNOON, MORNING, Grid, Row, read_grid
from tenants.spreadsheets import SpreadsheetError, open_workbook, rows_of

MOST_LINES, LAST_LINE, MOST_COLUMNS = 200, 10_000, 120
SHEET = "Thời khóa biểu"
SESSION_NAMES = {MORNING: "Sáng", AFTERNOON: "Chiều"}
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATE = Grid(
    ["1A", "1B", "1C"],
    [
        Row(day, session, period, ("", "", ""))
        for day in range(5)
        for session, hours in ((MORNING, 5), (AFTERNOON, 3))
        for period in range(1, hours + 1)
    ],
)


def write_workbook(grid: Grid) -> bytes:
    """Return the grid as an Excel file that `read_workbook` takes back."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    sheet.append(["Thứ", "Buổi", "Tiết", *(harmless(name) for name in grid.classes)])
    for row in grid.rows:
        day = DAY_NAMES[row.day][0].title() if row.day < len(DAY_NAMES) - 1 else "Chủ Nhật"
        sheet.append([day, SESSION_NAMES[row.session], row.period, *(harmless(text) for text in row.lessons)])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
    sheet.freeze_panes = "D2"
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 10 if column <= 3 else 16
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read_workbook(data: bytes) -> Grid:
    """Return the grid of the file's first sheet. Raises ValidationError naming each wrong cell."""
    try:
        lines = list(_lines(open_workbook(data, results=True).worksheets[0]))
    except SpreadsheetError as error:
        raise ValidationError(str(error)) from error
    return read_grid(lines, lambda line, column: f"{get_column_letter(column + 1)}{line}")


def read_pasted(rows: Sequence[tuple[int, list[str]]]) -> Grid:
    """Return the grid of a pasted table."""
    words = _("Line %(line)s, column %(column)s")
    return read_grid(rows, lambda line, column: words % {"line": line, "column": column + 1})


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    rows = rows_of(sheet, most_rows=LAST_LINE, most_columns=MOST_COLUMNS)
    for number, cells in islice(rows, MOST_LINES):
        yield number, [_text(cell) for cell in cells]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (dt.datetime, dt.date)):
        # Excel takes the class 6/1 for the first of June.
        return f"{value.day}/{value.month}"
    return " ".join(str(value).split())
