"""Reports as files: one site for its inspection, all schools for the office."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cms.compliance.report import Line

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60


def report_rows(lines: Iterable[Line]) -> list[list[str]]:
    """Return heading and rows of a site's report."""
    heading = [
        _("Code"),
        _("Requirement"),
        _("How binding"),
        _("State"),
        _("What was found"),
        _("Not seen by software"),
        _("Law"),
        _("Source"),
    ]
    return [heading, *(_row(line) for line in lines)]


def _row(line: Line) -> list[str]:
    asked = line.requirement
    return [
        asked.code,
        asked.title,
        str(asked.level.label),
        str(line.state.label),
        line.message,
        asked.not_seen or asked.by_hand,
        asked.law,
        str(asked.source.label),
    ]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table for Excel: with the mark by which it knows UTF-8, and without formulas."""
    out = io.StringIO()
    csv.writer(out).writerows([[_harmless(value) for value in row] for row in rows])
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(value: str) -> str:
    """Excel takes a text that begins like a formula for one."""
    return f"'{value}" if value.startswith(RISKY) else value


def as_xlsx(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return a workbook with a sheet per table; headings stay in sight."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        _fill(book.create_sheet(title[:31]), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, rows: Sequence[Sequence[Any]]) -> None:
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
