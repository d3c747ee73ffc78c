"""A form as a grid of cells, for every kind of spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from cms.disclosures.downloads.document import TYPES_OF_NUMBERS, Document
from cms.disclosures.presenting import Shown
from cms.disclosures.sheet import type_of

TITLE, HEAD, GROUP, PLAIN = "title", "head", "group", "plain"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: a text or a number, and how far it reaches to the right and down."""

    value: str | Decimal = ""
    style: str = PLAIN
    right: int = 1
    down: int = 1


Grid = list[list[Box]]


def grid(one: Document) -> Grid:
    """Return the rows of a form's sheet, from its head to the last part."""
    rows: Grid = [
        [Box(one.publisher.name, TITLE)],
        [Box(one.form.title, TITLE)],
        [Box(_("School year %(year)s") % {"year": one.year})],
        [Box(" · ".join(filter(None, (one.form.number, one.regulation.number))))],
        [Box(_("Version %(number)s, published on %(day)s") % {"number": one.number, "day": _day(one.published_on)})],
    ]
    if one.reason:
        rows.append([Box(_("Changed because: %(reason)s") % {"reason": one.reason})])
    rows.append([Box(one.address)])
    for shown in one.parts:
        rows += [[], *_part(one, shown)]
    return rows


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _part(one: Document, shown: Shown) -> Iterator[list[Box]]:
    if shown.part.label:
        yield [Box(shown.part.label, TITLE)]
    if shown.text:
        yield from ([Box(line)] for line in shown.text.splitlines() if line.strip())
    yield from ([Box(str(file.get("title", "")))] for file in shown.files)
    if shown.first:
        yield from _heads(shown)
        yield from _rows(one, shown)


def _heads(shown: Shown) -> Iterator[list[Box]]:
    down = 2 if shown.second else 1
    stub = [Box(_("No."), HEAD, down=down), Box(shown.part.more_label or _("Content"), HEAD, down=down)]
    first: list[Box] = []
    for heading in shown.first:
        label = f"{heading.label} ({heading.unit})" if heading.unit else heading.label
        first.append(Box(label, HEAD, right=heading.columns, down=heading.rows))
        first += [Box(style=HEAD)] * (heading.columns - 1)
    yield [*stub, *first]
    if shown.second:
        below = iter(shown.second)
        second = [
            box
            for heading in shown.first
            for box in (
                [Box(style=HEAD)]
                if heading.rows > 1
                else [Box(next(below).label, HEAD) for _column in range(heading.columns)]
            )
        ]
        yield [Box(style=HEAD), Box(style=HEAD), *second]


def _rows(one: Document, shown: Shown) -> Iterator[list[Box]]:
    for line, row in zip(shown.lines, one.sheet.rows(shown.part), strict=True):
        style = GROUP if line.is_heading or line.is_total else PLAIN
        cells = [Box(line.number, style), Box("    " * line.depth + line.label, style)]
        for cell, column in zip(line.cells, shown.part.columns, strict=True):
            value: str | Decimal = cell.text
            if type_of(row, column) in TYPES_OF_NUMBERS:
                value = _number(one.sheet.value(row.code, column.code))
            if cell.heading:
                value = f"{cell.heading}: {cell.text}" if cell.text else cell.heading
            cells.append(Box(value, style))
        yield cells


def _number(kept: str | bool) -> Decimal | str:
    try:
        return Decimal(str(kept))
    except InvalidOperation:
        return ""
