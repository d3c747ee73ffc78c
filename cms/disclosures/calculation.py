"""Sums, shares and comparisons: filled in by the platform, and what does not fit together."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.disclosures import figures
from cms.disclosures.regulation import FIGURES, Column, Form, Part, PartKind, Row, Rule, Severity, ValueType
from cms.disclosures.sheet import SMALL, Sheet, is_computed, type_of

# Averages and shares are typed with one or two decimals.
TOLERANCE = Decimal("0.06")
# The "column" of a problem with a row's own label.
LABEL = "*label"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not fit, with the cell it is shown at."""

    severity: Severity
    row: str
    column: str
    message: str


def computed(form: Form, data: dict[str, Any]) -> dict[str, Any]:
    """Return the content with every sum, share and comparison filled in from the figures."""
    filled = deepcopy(data)
    cells = filled.setdefault("cells", {})
    for part in form.tables:
        _sum_rows(form, part, Sheet(form, filled), cells)
        for rule in form.rules:
            if rule.kind == "percent":
                _shares(part, rule, Sheet(form, filled), cells)
        _compare(part, Sheet(form, filled), cells)
    return filled


def _sum_rows(form: Form, part: Part, sheet: Sheet, cells: dict[str, dict[str, Any]]) -> None:
    # Deepest first: a total of totals finds them filled in.
    for row in sorted((row for row in part.rows if row.sum_of), key=lambda row: (-row.depth, _is_total(row, part))):
        for column in part.columns:
            if type_of(row, column) not in FIGURES:
                continue
            found = [sheet.figure(code, column.code) for code in _addends(row, part, sheet)]
            known = [figure for figure in found if figure is not None]
            _put(cells, row.code, column.code, sum(known, Decimal(0)) if known else None)


def _is_total(row: Row, part: Part) -> bool:
    return any(other.sum_of for other in part.rows if other.code in row.sum_of)


def _addends(row: Row, part: Part, sheet: Sheet) -> list[str]:
    """The rows of a sum, with those that the school added below the same heading."""
    added = [one.code for one in sheet.rows(part) if one.code.startswith(f"{row.code}+")]
    return [*row.sum_of, *added]


def _shares(part: Part, rule: Rule, sheet: Sheet, cells: dict[str, dict[str, Any]]) -> None:
    if part.column(rule.total) is None:
        return
    for row in sheet.rows(part):
        some, whole = (sheet.figure(row.code, code) for code in rule.of)
        share = round(some / whole * 100, 1) if some is not None and whole else None
        _put(cells, row.code, rule.total, share)


def _compare(part: Part, sheet: Sheet, cells: dict[str, dict[str, Any]]) -> None:
    for column in part.columns:
        if column.type != ValueType.COMPARISON:
            continue
        for row in sheet.rows(part):
            have, least = sheet.figure(row.code, "hien_co"), sheet.figure(row.code, "toi_thieu")
            words = "" if have is None or least is None else ("Đạt" if have >= least else "Chưa đạt")
            _put_text(cells, row.code, column.code, words)


def _put(cells: dict[str, dict[str, Any]], row: str, column: str, value: Decimal | None) -> None:
    _put_text(cells, row, column, "" if value is None else figures.keep(value))


def _put_text(cells: dict[str, dict[str, Any]], row: str, column: str, value: str) -> None:
    if value:
        cells.setdefault(row, {})[column] = value
    elif column in cells.get(row, {}):
        del cells[row][column]


def problems(form: Form, data: dict[str, Any], parts: Iterable[Part] | None = None) -> list[Problem]:
    """Return what does not fit together in a form, errors first."""
    sheet = Sheet(form, data)
    tables = [part for part in (form.parts if parts is None else parts) if part.kind == PartKind.TABLE]
    found = [problem for part in tables for problem in _no_figures(part, sheet)]
    found += [problem for part in tables for rule in form.rules for problem in _broken(rule, part, sheet)]
    return sorted(found, key=lambda problem: problem.severity != Severity.ERROR)


def _no_figures(part: Part, sheet: Sheet) -> Iterator[Problem]:
    """What was typed where a figure belongs, and rows of the school's own that nobody has named."""
    for row in sheet.rows(part):
        if not row.label:
            yield Problem(Severity.ERROR, row.code, LABEL, _("Please say what this row is about."))
        for column in part.columns:
            typed = str(sheet.value(row.code, column.code))
            if not typed or type_of(row, column) not in FIGURES or is_computed(row, column):
                continue
            if not figures.is_kept(typed):
                words = _("%(row)s: “%(text)s” is not a number.")
                said = words % {"row": row.label or column.label, "text": typed[:40]}
                yield Problem(Severity.ERROR, row.code, column.code, said)


def _broken(rule: Rule, part: Part, sheet: Sheet) -> Iterator[Problem]:
    if rule.kind in ("columns_sum", "column_ratio"):
        total = part.column(rule.total)
        if total is not None:
            for row in sheet.rows(part):
                yield from _broken_row(rule, part, row, total, sheet)
    elif rule.kind in ("rows_sum", "rows_at_most", "ratio") and any(row.code == rule.total for row in part.rows):
        for column in part.columns:
            yield from _broken_column(rule, column, sheet)


def _broken_row(rule: Rule, part: Part, row: Row, total: Column, sheet: Sheet) -> Iterator[Problem]:
    if type_of(row, total) not in FIGURES:
        return
    stated = sheet.figure(row.code, rule.total)
    found = [sheet.figure(row.code, code) for code in rule.of]
    if rule.kind == "column_ratio":
        right = _ratio(found)
        words = _("%(row)s: “%(total)s” should be %(right)s, it says %(stated)s.")
    else:
        right = _total(found)
        words = _("%(row)s: the columns add up to %(right)s, “%(total)s” says %(stated)s.")
    if _differs(stated, right, exact=rule.kind == "columns_sum"):
        yield Problem(rule.level, row.code, rule.total, words % _words(row.label, total.label, right, stated))


def _broken_column(rule: Rule, column: Column, sheet: Sheet) -> Iterator[Problem]:
    total = sheet.form.rows[rule.total]
    if type_of(total, column) not in FIGURES:
        return
    stated = sheet.figure(rule.total, column.code)
    found = [sheet.figure(code, column.code) for code in rule.of]
    right = _ratio(found) if rule.kind == "ratio" else _total(found)
    if rule.kind == "rows_at_most":
        if stated is not None and right is not None and right > stated:
            words = _("%(row)s: its parts add up to %(right)s, more than the %(stated)s of “%(total)s”.")
            yield Problem(rule.level, rule.total, column.code, words % _words(column.label, total.label, right, stated))
        return
    if rule.kind == "ratio":
        words = _("%(row)s: “%(total)s” should be %(right)s, it says %(stated)s.")
    else:
        words = _("Column %(row)s: the rows add up to %(right)s, “%(total)s” says %(stated)s.")
    if _differs(stated, right, exact=rule.kind == "rows_sum"):
        yield Problem(rule.level, rule.total, column.code, words % _words(column.label, total.label, right, stated))


def _total(found: list[Decimal | None]) -> Decimal | None:
    known = [figure for figure in found if figure is not None]
    return sum(known, Decimal(0)) if known else None


def _ratio(found: list[Decimal | None]) -> Decimal | None:
    some, whole = found
    return round(some / whole, 2) if some is not None and whole else None


def _differs(stated: Decimal | None, right: Decimal | None, *, exact: bool) -> bool:
    if stated is None or right is None:
        return False
    return stated != right if exact else abs(stated - right) > TOLERANCE


def _words(row: str, total: str, right: Decimal | None, stated: Decimal | None) -> dict[str, str]:
    return {"row": row, "total": total, "right": _shown(right), "stated": _shown(stated)}


def _shown(figure: Decimal | None) -> str:
    return "" if figure is None else figures.show(figures.keep(figure))


def small_figures(form: Form, data: Mapping[str, Any], below: int = SMALL) -> list[tuple[str, str]]:
    """Return the cells (row, column) whose figure is so small that it could point at a child."""
    sheet = Sheet(form, data)
    return [
        (row.code, column.code)
        for part in form.tables
        for row in sheet.rows(part)
        for column in part.columns
        if (row.small_numbers or column.small_numbers)
        and (figure := sheet.figure(row.code, column.code)) is not None
        and 0 < figure < below
    ]
