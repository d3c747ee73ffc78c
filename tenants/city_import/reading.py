"""From an .xlsx or .csv file to rows of text, with limits and without running anything in it."""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tenants.city_import.columns import COLUMNS, HEADINGS, field_of
from tenants.provisioning import ProvisioningError
from tenants.spreadsheets import LARGEST_FILE, ZIP, SpreadsheetError, open_workbook, rows_of

MOST_ROWS, LAST_ROW = 1000, 20_000
MOST_COLUMNS = 60
# Titles and logos often stand above the headings.
HEADING_WITHIN = 10


class ListError(ProvisioningError):
    """The whole file is unusable; str() is one line."""


@dataclass(slots=True)
class SchoolList:
    """The rows of a list: (row number in the file, field -> text), and what was left aside."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    # (row, field) of cells that hold a formula: their text is not what the person sees.
    formulas: list[tuple[int, str]] = field(default_factory=list)


def read_list(data: bytes) -> SchoolList:
    """Read a list; the content decides whether it is Excel or CSV. Raises ListError."""
    if len(data) > LARGEST_FILE:
        raise ListError(_("The file is larger than 2 MB."))
    if not data.strip():
        raise ListError(_("The file is empty."))
    lines = _excel(data) if data.startswith(ZIP) else _csv(data)
    found = SchoolList()
    fields = _find_headings(lines, found)
    for number, cells in lines:
        texts = {name: _text(cells[position], name) for position, name in fields.items() if position < len(cells)}
        if not any(texts.values()):
            continue
        if len(found.rows) == MOST_ROWS:
            raise ListError(_("The list has more than 1,000 rows; split it."))
        found.formulas += [(number, name) for name, text in texts.items() if text.startswith("=")]
        found.rows.append((number, texts))
    if not found.rows:
        raise ListError(_("There is no school below the headings."))
    return found


def _find_headings(lines: Iterator[tuple[int, list[Any]]], found: SchoolList) -> dict[int, str]:
    for number, cells in lines:
        named = {p: field_of(str(cell)) for p, cell in enumerate(cells) if cell not in (None, "")}
        fields = {position: name for position, name in named.items() if name}
        if "name" in fields.values() and len(fields) > 1:
            break
        if number >= HEADING_WITHIN:
            fields = {}
            break
    else:
        fields = {}
    if not fields:
        raise ListError(_("No headings were found: one of the first ten rows must hold “Tên trường” and “Loại hình”."))
    for column in COLUMNS:
        times = list(fields.values()).count(column.field)
        if times > 1:
            raise ListError(_("The column “%(column)s” occurs twice.") % {"column": column.heading})
        if column.required and not times:
            raise ListError(_("The column “%(column)s” is missing.") % {"column": column.heading})
    found.ignored = [str(cells[position]) for position, name in named.items() if not name]
    return fields


def _excel(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    try:
        sheet = open_workbook(data).worksheets[0]
        yield from _bounded(rows_of(sheet, most_rows=LAST_ROW, most_columns=MOST_COLUMNS))
    except SpreadsheetError as error:
        raise ListError(str(error)) from error


def _csv(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ListError(
            _("The file is neither .xlsx nor CSV in UTF-8. In Excel choose “Save as” → “CSV UTF-8”.")
        ) from None
    if "\0" in text:
        raise ListError(_("The file is neither .xlsx nor CSV in UTF-8. In Excel choose “Save as” → “CSV UTF-8”."))
    head = "\n".join(text.splitlines()[:HEADING_WITHIN])
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from _bounded((reader.line_num, row[:MOST_COLUMNS]) for row in reader)
    except csv.Error as error:
        raise ListError(_("Row %(row)d of the CSV file cannot be read.") % {"row": reader.line_num}) from error


def _bounded(lines: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    for count, line in enumerate(lines):
        if count > MOST_ROWS * 5:
            raise ListError(_("The list has more than 1,000 rows; split it."))
        yield line


def _text(value: Any, name: str) -> str:
    """A cell as the person meant it."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())
    # A number loses the zero that every Vietnamese telephone number begins with.
    if name == "phone" and isinstance(value, int) and not text.startswith("84"):
        return f"0{text}"
    return text


def heading(name: str) -> str:
    """The heading of a field, for messages."""
    return str(HEADINGS[name])
