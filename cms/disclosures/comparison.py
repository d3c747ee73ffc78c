"""The same figures in earlier years: of the same form under the same regulation, never across two."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.disclosures import figures, key_figures
from cms.disclosures.models.disclosure import Version
from cms.disclosures.regulation import FIGURES, Column, Form, Part, Row, ValueType
from cms.disclosures.sheet import Sheet, type_of

MOST_YEARS = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """One column of a form over the years: `rows` hold a label and a text for each year."""

    title: str
    years: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def compare(version: Version, before: Iterable[Version], parts: Iterable[Part]) -> list[Compared]:
    """Return a table for each column of figures, the one that parents ask for first; rows that no earlier year
    states are left out.
    """
    shown = [*reversed(list(before)), version]
    years = tuple(str(one.disclosure.set.school_year) for one in shown)
    sheets = [one.sheet for one in shown]
    found = []
    for part in parts:
        for column in part.columns:
            if column.type in (*FIGURES, ValueType.PERCENT) and (rows := _rows(sheets, part, column)):
                found.append((_asked_for(version.form, part, column), Compared(_title(part, column), years, rows)))
    first = min(found, key=lambda one: one[0], default=None)
    return [one[1] for one in sorted(found, key=lambda one: one is not first)]


def _asked_for(form: Form, part: Part, column: Column) -> int:
    """The place of a column among the figures that are shown first; the others share the last."""
    rows = {row.code for row in part.rows}
    places = [place for name in key_figures.FOR_PARENTS for place in key_figures.cells(name)]
    mine = (n for n, (code, row, name) in enumerate(places) if (code, name) == (form.code, column.code) and row in rows)
    return next(mine, len(places))


def _title(part: Part, column: Column) -> str:
    words = [word for word in (part.label, column.group, column.label) if word]
    return " – ".join(words)


def _rows(sheets: list[Sheet], part: Part, column: Column) -> tuple[tuple[str, tuple[str, ...]], ...]:
    newest = sheets[-1]
    found = []
    for row in newest.rows(part):
        if type_of(row, column) not in (*FIGURES, ValueType.PERCENT):
            continue
        texts = tuple(_text(sheet, part, row, column) for sheet in sheets)
        if texts[-1] and any(texts[:-1]):
            found.append((row.label, texts))
    return tuple(found)


def _text(sheet: Sheet, part: Part, row: Row, column: Column) -> str:
    """The figure of a row; those that the school added are known by their names, for their codes only count."""
    code = row.code
    if "+" in code:
        own = code.partition("+")[0]
        same = (one.code for one in sheet.rows(part) if one.label == row.label and one.code.startswith(f"{own}+"))
        code = next(same, "")
    figure = sheet.figure(code, column.code) if code else None
    if figure is None:
        return ""
    return figures.show(figures.keep(figure)) + ("%" if column.type == ValueType.PERCENT else "")
