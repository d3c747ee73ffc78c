"""Timetables as Excel files: the template the platform offers, and what comes back filled in."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cms.core.weeks import DAY_NAMES
from cms.timetables.grid import AFTERNOON, MORNING, Grid, Row, read_grid

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_LINES, MOST_COLUMNS = 200, 120
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
    sheet.append(["Thứ", "Buổi", "Tiết", *(_plain(name) for name in grid.classes)])
    for row in grid.rows:
        day = DAY_NAMES[row.day][0].title() if row.day < len(DAY_NAMES) - 1 else "Chủ Nhật"
        sheet.append([day, SESSION_NAMES[row.session], row.period, *(_plain(text) for text in row.lessons)])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
    sheet.freeze_panes = "D2"
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 10 if column <= 3 else 16
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _plain(text: str) -> str:
    """A cell that begins like a formula stays text in the hands of whoever opens the file."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


def read_workbook(data: bytes) -> Grid:
    """Return the grid of the file's first sheet. Raises ValidationError naming each wrong cell."""
    if len(data) > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 2 MB."))
    _check_size(data)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:
        # openpyxl raises whatever a damaged part happens to cause.
        raise ValidationError(_("The file cannot be read; save it as an Excel file (.xlsx) once more.")) from error
    return read_grid(_lines(book.worksheets[0]), lambda line, column: f"{get_column_letter(column + 1)}{line}")


def read_pasted(rows: Sequence[tuple[int, list[str]]]) -> Grid:
    """Return the grid of a pasted table."""
    words = _("Line %(line)s, column %(column)s")
    return read_grid(rows, lambda line, column: words % {"line": line, "column": column + 1})


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ValidationError(_("This is no Excel file (.xlsx).")) from error
    if unpacked > LARGEST_UNPACKED:
        raise ValidationError(_("The file is too large when unpacked."))


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True)
    for number, cells in enumerate(rows, start=1):
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
