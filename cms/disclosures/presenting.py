"""A filled-in form as people read it: tables with headings, texts and files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from cms.disclosures import figures
from cms.disclosures.regulation import FIGURES, GROUP, Column, Form, Part, PartKind, Row, ValueType
from cms.disclosures.sheet import Sheet, parts_for, type_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, the kind of value it is, and its share of the row it belongs to."""

    text: str
    type: str = ""
    unit: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its number, its label and a cell for each column."""

    code: str
    number: str
    label: str
    depth: int
    is_heading: bool
    is_total: bool
    cells: tuple[Cell, ...]
    # Another meaning of a column in this row, such as "Số m2/học sinh", by the column's code.
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above one or several columns; `rows` is 2 where no group stands above."""

    label: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a form, ready for a template or a file."""

    part: Part
    first: tuple[Heading, ...] = ()
    second: tuple[Heading, ...] = ()
    lines: tuple[Line, ...] = ()
    text: str = ""
    files: tuple[dict[str, Any], ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.files or any(cell.text for line in self.lines for cell in line.cells))


def show(sheet: Sheet, levels: Iterable[str]) -> list[Shown]:
    """Return the parts of a form that concern a school of these levels."""
    return [_part(sheet, part) for part in parts_for(sheet.form, set(levels))]


def _part(sheet: Sheet, part: Part) -> Shown:
    if part.kind == PartKind.TEXT:
        return Shown(part, text=sheet.text(part.code))
    if part.kind == PartKind.FILES:
        return Shown(part, files=tuple(sheet.files(part.code)))
    if part.kind == PartKind.SECTION:
        return Shown(part)
    first, second = headings(part.columns)
    lines = tuple(_line(sheet, part, row) for row in sheet.rows(part))
    return Shown(part, first, second, lines)


def headings(columns: Iterable[Column]) -> tuple[tuple[Heading, ...], tuple[Heading, ...]]:
    """Return the one or two rows of headings: groups above, their columns below."""
    listed = list(columns)
    if not any(column.group for column in listed):
        return tuple(Heading(column.label) for column in listed), ()
    first: list[Heading] = []
    second: list[Heading] = []
    for group, members in groupby(listed, key=lambda column: column.group):
        inside = list(members)
        if group:
            first.append(Heading(group, columns=len(inside)))
            second.extend(Heading(column.label) for column in inside)
        else:
            first.extend(Heading(column.label, rows=2) for column in inside)
    return tuple(first), tuple(second)


def _line(sheet: Sheet, part: Part, row: Row) -> Line:
    return Line(
        code=row.code,
        number=row.number,
        label=row.label,
        depth=row.depth,
        is_heading=row.type == GROUP,
        is_total=bool(row.sum_of),
        cells=tuple(_cell(sheet, row, column) for column in part.columns),
        headings=tuple(row.heading.get(column.code, "") for column in part.columns),
    )


def _cell(sheet: Sheet, row: Row, column: Column) -> Cell:
    kind = type_of(row, column)
    value = sheet.value(row.code, column.code)
    if kind is None or value in ("", False):
        return Cell("", kind or "")
    if kind == ValueType.BOOLEAN:
        return Cell("×", kind)
    if kind in FIGURES:
        return Cell(figures.show(str(value)), kind, row.unit_of(column), _share(sheet, row, column))
    if kind == ValueType.PERCENT:
        return Cell(f"{figures.show(str(value))}%", kind)
    return Cell(str(value), kind)


def _share(sheet: Sheet, row: Row, column: Column) -> str:
    if not row.percent_of:
        return ""
    some, whole = sheet.figure(row.code, column.code), sheet.figure(row.percent_of, column.code)
    if some is None or not whole:
        return ""
    return f"{figures.show(figures.keep(round(some / whole * 100, 1)))}%"


def slug_of(form: Form) -> str:
    """Return the form's part of an address: `bm06`, `9-2-a`."""
    return form.code.replace(".", "-")
