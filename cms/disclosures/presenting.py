"""A filled-in form as people read it: tables with headings, texts and files."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from cms.disclosures import figures
from cms.disclosures.regulation import FIGURES, GROUP, Column, Form, Part, PartKind, Row, ValueType
from cms.disclosures.sheet import Sheet, parts_for, type_of

WIDE, VERY_WIDE = 7, 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, the kind of value it is, and its share of the row it belongs to."""

    text: str
    type: str = ""
    unit: str = ""
    share: str = ""
    # What the value is: the column's heading, or the row's own for this column.
    label: str = ""
    # The row's own heading and unit of the column, such as "Số m2/học sinh".
    heading: str = ""
    own_unit: str = ""

    @property
    def is_figure(self) -> bool:
        return self.type in FIGURES or self.type == ValueType.PERCENT


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
    # Of the row's figures, where neither its label nor the columns say it.
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above one or several columns; `rows` is 2 where no group stands above."""

    label: str
    columns: int = 1
    rows: int = 1
    unit: str = ""
    is_figure: bool = False


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

    @property
    def is_numbered(self) -> bool:
        """Whether the rows have numbers, as on the printed forms."""
        return any(line.number for line in self.lines)

    @property
    def is_wide(self) -> bool:
        """Whether the table may need more room than a page has."""
        return len(self.part.columns) >= WIDE

    @property
    def has_cards(self) -> bool:
        """Whether each row becomes a card on a phone; of very many columns a card would be longer than the table."""
        return len(self.part.columns) < VERY_WIDE

    @property
    def width(self) -> int:
        """Columns of the table with its labels."""
        return len(self.part.columns) + 1

    @property
    def bodies(self) -> list[list[Line]]:
        """The rows, parted where a heading among them begins to hold or no longer holds."""
        found: list[list[Line]] = []
        above = -1
        for line in self.lines:
            if not found or line.is_heading or line.depth <= above:
                found.append([])
                above = line.depth if line.is_heading else -1
            found[-1].append(line)
        return found


def show(sheet: Sheet, levels: Iterable[str]) -> list[Shown]:
    """Return the parts of a form that concern a school of these levels."""
    return [show_part(sheet, part) for part in parts_for(sheet.form, set(levels))]


def show_part(sheet: Sheet, part: Part) -> Shown:
    """Return one part of a form."""
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
        return tuple(_heading(column) for column in listed), ()
    first: list[Heading] = []
    second: list[Heading] = []
    for group, members in groupby(listed, key=lambda column: column.group):
        inside = list(members)
        if group:
            first.append(Heading(group, columns=len(inside)))
            second.extend(_heading(column) for column in inside)
        else:
            first.extend(_heading(column, rows=2) for column in inside)
    return tuple(first), tuple(second)


def _heading(column: Column, rows: int = 1) -> Heading:
    # "Số lượng (m2)" says its unit itself.
    unit = "" if column.unit in f"{column.label} {column.group}" else column.unit
    return Heading(column.label, rows=rows, unit=unit, is_figure=column.type in (*FIGURES, ValueType.PERCENT))


def _unit(row: Row) -> str:
    return "" if row.unit.casefold() in row.label.casefold() else row.unit


def _line(sheet: Sheet, part: Part, row: Row) -> Line:
    groups = len({column.group for column in part.columns if column.group})
    return Line(
        code=row.code,
        number=row.number,
        label=row.label,
        depth=row.depth,
        is_heading=row.type == GROUP,
        is_total=bool(row.sum_of),
        cells=tuple(_named(_cell(sheet, row, column), row, column, groups) for column in part.columns),
        headings=tuple(row.heading.get(column.code, "") for column in part.columns),
        unit="" if row.type == GROUP else _unit(row),
    )


def _label(column: Column, groups: int) -> str:
    label = f"{column.group}: {column.label}" if column.group and groups > 1 else column.label
    return f"{label} ({column.unit})" if column.unit and column.unit not in label else label


def _named(cell: Cell, row: Row, column: Column, groups: int) -> Cell:
    """Say what the value is, and what the column means in this row only."""
    heading = row.heading.get(column.code, "")
    label = heading or _label(column, groups)
    return replace(cell, label=label, heading=heading, own_unit=row.units.get(column.code, "") if cell.text else "")


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
