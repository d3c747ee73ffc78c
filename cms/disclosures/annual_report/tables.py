"""A table of a form with the figures of the year before beside or below this year's."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from cms.disclosures.presenting import Cell, Heading, Line, headings
from cms.disclosures.presenting import show_part as show
from cms.disclosures.regulation import FIGURES, Part, ValueType
from cms.disclosures.sheet import Sheet

NOTHING = "–"


def table(part: Part, sheet: Sheet, earlier: Sheet | None) -> dict[str, Any] | None:
    """Return a part as a block of the report, or None when nothing was filled in.

    Where one column counts, the year before has a column of its own; in a table with more, a row.
    """
    now = show(sheet, part)
    lines = [line for line in now.lines if line.is_heading or any(cell.text for cell in line.cells)]
    if not any(cell.text for line in lines for cell in line.cells):
        return None
    part, columns = _filled(part, lines)
    lines = [replace(line, cells=tuple(line.cells[place] for place in columns)) for line in lines]
    before = _before(part, sheet, earlier, columns) if earlier else {}
    counting = [place for place, column in enumerate(part.columns) if column.type in FIGURES]
    beside = bool(before) and (len(counting) == 1 or any(c.type == ValueType.COMPARISON for c in part.columns))
    first, second = headings(part.columns)
    groups = len({column.group for column in part.columns if column.group})
    labels = [f"{one.group}: {one.label}" if one.group and groups > 1 else one.label for one in part.columns]
    if beside:
        at = counting[0]
        first = (*first[: at + 1], Heading(_("The year before"), rows=2 if second else 1), *first[at + 1 :])
        labels.insert(at + 1, _("The year before"))
        rows = [_row(line, _with_before(line, before, at)) for line in lines]
    else:
        rows = [row for line in lines for row in _with_row_below(line, before)]
    return {
        "kind": "table",
        "corner": part.more_label or _("Item"),
        "labels": labels,
        "first": [[_with_unit(one.label, one.unit), one.columns, one.rows] for one in first],
        "second": [_with_unit(one.label, one.unit) for one in second],
        "rows": rows,
    }


def _filled(part: Part, lines: list[Line]) -> tuple[Part, list[int]]:
    """Leave out the columns in which nothing stands."""
    places = [place for place in range(len(part.columns)) if any(line.cells[place].text for line in lines)]
    return replace(part, columns=tuple(part.columns[place] for place in places)), places


def _before(part: Part, sheet: Sheet, earlier: Sheet, columns: list[int]) -> dict[str, tuple[Cell, ...]]:
    """The cells of the year before by the row's code; the school's own rows are known by their labels."""
    whole = earlier.form.part(part.code)
    if whole is None:
        return {}
    own = {line.label: line for line in show(earlier, whole).lines if "+" in line.code}
    printed = {line.code: line for line in show(earlier, whole).lines}
    found = {}
    for row in sheet.rows(part):
        line = own.get(row.label) if "+" in row.code else printed.get(row.code)
        if line is not None and any(cell.text for cell in line.cells):
            found[row.code] = tuple(line.cells[place] for place in columns)
    return found


def _with_before(line: Line, before: dict[str, tuple[Cell, ...]], at: int) -> list[list[Any]]:
    cells = [_cell(cell) for cell in line.cells]
    earlier = before.get(line.code)
    cell = _cell(earlier[at]) if earlier else [NOTHING, True]
    return [*cells[: at + 1], cell if not line.is_heading else ["", False], *cells[at + 1 :]]


def _with_row_below(line: Line, before: dict[str, tuple[Cell, ...]]) -> Iterator[dict[str, Any]]:
    yield _row(line, [_cell(cell) for cell in line.cells])
    if (earlier := before.get(line.code)) and any(cell.type in FIGURES for cell in earlier):
        row = _row(line, [_cell(cell) for cell in earlier])
        label = _("%(row)s (the year before)") % {"row": line.label}
        yield {**row, "number": "", "label": label, "before": True, "total": False}


def _row(line: Line, cells: list[list[Any]]) -> dict[str, Any]:
    return {
        "number": line.number,
        "label": _with_unit(line.label, line.unit),
        "depth": line.depth,
        "total": line.is_total or line.is_heading,
        "before": False,
        "cells": cells,
    }


def _with_unit(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _cell(cell: Cell) -> list[Any]:
    words = f"{cell.text} ({cell.share})" if cell.share else cell.text
    return [words, cell.type in FIGURES or cell.type == ValueType.PERCENT]
