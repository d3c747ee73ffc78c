"""Hidden figures that a reader can work out from what stays visible (complementary suppression).

A hidden figure is known to be from 1 to SMALL - 1. What is looked for: a sum with one hidden figure left, and a sum
whose hidden figures must all be 1 or all be the largest; again and again, as a reader would. Several sums taken
together as simultaneous equations are not solved.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.disclosures.calculation import small_figures
from cms.disclosures.regulation import Column, Form, Part, PartKind, Row, Rule
from cms.disclosures.sheet import SMALL, Sheet

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with what it is the sum of."""

    total: Cell
    addends: tuple[Cell, ...]
    # What the total is called: of a row of totals its label, of a column of totals its heading.
    name: str

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.addends)


def derivable(form: Form, data: Mapping[str, Any], parts: Iterable[Part]) -> dict[Cell, str]:
    """Return the hidden cells whose figure can be worked out, each with the way in words."""
    hidden = set(small_figures(form, data))
    if not hidden:
        return {}
    sheet = Sheet(form, data)
    sums = [
        one for part in parts if part.kind == PartKind.TABLE for one in _sums(form, part, sheet) if _holds(one, sheet)
    ]
    found: dict[Cell, str] = {}
    while True:
        new = {cell: one.name for one in sums for cell in _known_by(one, hidden, sheet)}
        if not new:
            return found
        found.update({cell: _way(cell, name, sums) for cell, name in new.items()})
        hidden -= new.keys()


def _way(cell: Cell, name: str, sums: list[Sum]) -> str:
    if any(one.total == cell and one.name == name for one in sums):
        return _("Can be worked out: the figures it is the sum of stay visible.")
    return _("Can be worked out: “%(total)s” minus the figures that stay visible.") % {"total": name}


def _known_by(one: Sum, hidden: set[Cell], sheet: Sheet) -> list[Cell]:
    """The hidden cells of a sum that it gives away."""
    unknown = [cell for cell in one.cells if cell in hidden]
    if len(unknown) <= 1 or one.total in hidden:
        return unknown if len(unknown) == 1 else []
    together = sum((_figure(cell, sheet) for cell in unknown), Decimal(0))
    return unknown if together in (len(unknown), len(unknown) * (SMALL - 1)) else []


def _figure(cell: Cell, sheet: Sheet) -> Decimal:
    return sheet.figure(*cell) or Decimal(0)


def _holds(one: Sum, sheet: Sheet) -> bool:
    """Whether a reader who calculates by it comes out right."""
    total = sheet.figure(*one.total)
    return total is not None and total == sum((_figure(cell, sheet) for cell in one.addends), Decimal(0))


def _sums(form: Form, part: Part, sheet: Sheet) -> Iterator[Sum]:
    rows = list(sheet.rows(part))
    for row in rows:
        if row.sum_of:
            added = [one.code for one in rows if one.code.startswith(f"{row.code}+")]
            yield from _down(row, (*row.sum_of, *added), part.columns)
    for rule in form.rules:
        yield from _of_rule(rule, part, rows)


def _of_rule(rule: Rule, part: Part, rows: list[Row]) -> Iterator[Sum]:
    if rule.kind == "rows_sum":
        total = next((row for row in rows if row.code == rule.total), None)
        if total is not None:
            yield from _down(total, rule.of, part.columns)
    elif rule.kind == "columns_sum" and (heading := part.column(rule.total)):
        for row in rows:
            addends = tuple((row.code, code) for code in rule.of)
            yield Sum((row.code, rule.total), addends, heading.label)


def _down(total: Row, addends: tuple[str, ...], columns: Iterable[Column]) -> Iterator[Sum]:
    for column in columns:
        cells = tuple((code, column.code) for code in addends)
        yield Sum((total.code, column.code), cells, total.label)
