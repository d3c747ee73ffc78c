"""What comes back in the Excel file: everything or nothing, each error with the address of its cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.disclosures import figures
from cms.disclosures.entry import names, workbook
from cms.disclosures.entry.filling import Filled, read
from cms.disclosures.models import Disclosure
from cms.disclosures.regulation import FIGURES, Part, PartKind, ValueType
from cms.disclosures.sheet import (
    LONGEST_CELL,
    LONGEST_LABEL,
    LONGEST_TEXT,
    TEXT,
    is_computed,
    own_keys,
    parts_for,
    type_of,
)
from tenants.spreadsheets import Formula, SpreadsheetError, open_workbook, rows_of

LARGEST_UNPACKED = 15 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, MOST_ERRORS = 1_000, 30, 12, 30
YES = frozenset({"x", "×", "có", "1", "true"})


class WrongCells(Exception):
    """Cells that cannot be taken; `errors` are (sheet, address, words)."""

    def __init__(self, errors: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self.errors = errors


@dataclass(slots=True)
class _Reading:
    """The fields found so far, and what is wrong."""

    fields: dict[str, str] = field(default_factory=dict)
    errors: list[tuple[str, str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def read_file(disclosure: Disclosure, levels: set[str], data: bytes) -> Filled:
    """Return the content of a filled-in file; files of the form stay as they are.

    Raises SpreadsheetError for the whole file, WrongCells for what stands in it.
    """
    book = open_workbook(data, largest_unpacked=LARGEST_UNPACKED)
    if len(book.sheetnames) > MOST_SHEETS:
        raise SpreadsheetError(_("The file has more sheets than the form."))
    expected = {
        workbook.mark_of(disclosure, part): part
        for part in parts_for(disclosure.form, levels)
        if part.kind in (PartKind.TABLE, PartKind.TEXT)
    }
    reading = _Reading()
    for sheet in book.worksheets:
        _read_sheet(sheet, disclosure, expected, reading)
    if missing := [part.label or disclosure.form.short for mark, part in expected.items() if mark not in reading.seen]:
        raise SpreadsheetError(_("These sheets are missing: %(names)s.") % {"names": ", ".join(missing)})
    if reading.errors:
        raise WrongCells(reading.errors)
    filled = read(disclosure.form, levels, reading.fields)
    filled.data["files"] = dict(disclosure.draft.get("files", {}))
    return filled


def _read_sheet(sheet: Any, disclosure: Disclosure, expected: dict[str, Part], reading: _Reading) -> None:
    rows = rows_of(sheet, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    _number, head = next(rows, (1, []))
    mark = str(head[0]) if head else ""
    part = expected.get(mark)
    if part is None or mark in reading.seen:
        raise SpreadsheetError(_wrong_sheet(sheet.title, mark, disclosure))
    reading.seen.add(mark)
    if part.kind == PartKind.TEXT:
        _read_text(sheet.title, part, rows, reading)
    else:
        _read_table(sheet.title, disclosure, part, [str(code or "") for code in head], rows, reading)


def _wrong_sheet(title: str, mark: str, disclosure: Disclosure) -> str:
    if mark.startswith(f"{workbook.MARK}|"):
        words = _("The sheet “%(sheet)s” belongs to another form or year than “%(form)s”.")
    else:
        words = _("The sheet “%(sheet)s” is not from the file offered here for “%(form)s”. Please download that one.")
    return words % {"sheet": title[:40], "form": disclosure}


def _read_text(title: str, part: Part, rows: Iterator[tuple[int, list[Any]]], reading: _Reading) -> None:
    for number, cells in rows:
        if cells and cells[0] == names.WORDS:
            text = _plain(title, _address(number, 3), cells[2] if len(cells) > 2 else None, LONGEST_TEXT, reading)
            reading.fields[names.cell(part.code, TEXT)] = text


def _read_table(
    title: str,
    disclosure: Disclosure,
    part: Part,
    head: list[str],
    rows: Iterator[tuple[int, list[Any]]],
    reading: _Reading,
) -> None:
    columns = {place: found for place, code in enumerate(head) if (found := part.column(code))}
    if len(columns) != len(part.columns):
        raise SpreadsheetError(_("In the sheet “%(sheet)s” columns are missing or doubled.") % {"sheet": title[:40]})
    known = {row.code: row for row in part.rows}
    keys = own_keys(disclosure.form, part)
    seen: set[str] = set()
    for number, cells in rows:
        code = str(cells[0] or "") if cells else ""
        key, _plus, own = code.rpartition("+")
        if code in known:
            row = known[code]
        elif key in keys and own.isascii() and own.isdigit():
            row = next(iter(_own_row(disclosure, part, key)))
            label = _plain(title, _address(number, 3), cells[2] if len(cells) > 2 else None, LONGEST_LABEL, reading)
            reading.fields[names.own_label(key, int(own))] = label
        elif code or (number > 3 and any(cell not in (None, "") for cell in cells)):
            _wrong(reading, title, _address(number, 1), _("This row is not part of the form."))
            continue
        else:
            continue
        if code in seen:
            _wrong(reading, title, _address(number, 1), _("This row occurs twice."))
            continue
        seen.add(code)
        for place, column in columns.items():
            kind = type_of(row, column)
            if kind is None or is_computed(row, column) or place >= len(cells):
                continue
            typed = _typed(title, _address(number, place + 1), kind, cells[place], row.choices, reading)
            reading.fields[names.cell(code, column.code)] = typed
    if absent := set(known) - seen:
        _wrong(reading, title, "A", _("%(count)d rows of the form are missing.") % {"count": len(absent)})


def _own_row(disclosure: Disclosure, part: Part, key: str) -> Iterator[Any]:
    from cms.disclosures.sheet import Sheet

    sheet = Sheet(disclosure.form, {"added": {key: [""]}})
    return (row for row in sheet.rows(part) if row.code == f"{key}+1")


def _typed(title: str, address: str, kind: ValueType, value: Any, choices: tuple[str, ...], reading: _Reading) -> str:
    if kind in FIGURES:
        return _figure(title, address, value, reading)
    text = _plain(title, address, value, LONGEST_CELL, reading)
    if kind == ValueType.BOOLEAN:
        if text and text.lower() not in YES:
            _wrong(reading, title, address, _("Write × or leave the cell empty."))
        return "1" if text else ""
    if text and choices and text not in choices:
        _wrong(reading, title, address, _("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)})
    return text


def _figure(title: str, address: str, value: Any, reading: _Reading) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # repr: what Excel shows, not what the binary number is.
        plain = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not plain.is_finite() or abs(plain) >= 10**figures.MOST_DIGITS:
            _wrong(reading, title, address, _("The number is too large."))
            return ""
        return figures.show(figures.keep(round(plain, figures.MOST_DECIMALS)))
    text = _plain(title, address, value, LONGEST_CELL, reading)
    try:
        figures.parse(text)
    except figures.FigureError as error:
        _wrong(reading, title, address, str(error))
    return text


def _plain(title: str, address: str, value: Any, longest: int, reading: _Reading) -> str:
    if value is None:
        return ""
    if isinstance(value, Formula):
        _wrong(reading, title, address, _("A formula; paste its result as a value."))
        return ""
    if not isinstance(value, (str, int, float)):
        _wrong(reading, title, address, _("This is neither a text nor a number; paste it as a value."))
        return ""
    text = ("1" if value else "") if isinstance(value, bool) else str(value)
    if len(text) > longest:
        words = _("%(length)s characters; there is room for %(most)s.")
        _wrong(reading, title, address, words % {"length": len(text), "most": longest})
        return ""
    return text


def _wrong(reading: _Reading, title: str, address: str, words: str) -> None:
    reading.errors.append((title, address, words))
    if len(reading.errors) >= MOST_ERRORS:
        raise WrongCells(reading.errors)


def _address(line: int, place: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(place)}{line}"
