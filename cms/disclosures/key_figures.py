"""What parents ask for first and what the city adds up, read from the cells that data/key_figures.yaml names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from cms.core.data_files import read_yaml
from cms.disclosures import figures
from cms.disclosures.regulation import regulations
from cms.disclosures.regulation.loading import FOLDER
from cms.disclosures.sheet import Sheet

FOR_PARENTS = ("pupils", "classes", "rooms_and_classes", "per_class", "teachers")
# What the city adds up.
OF_THE_CITY = ("pupils", "classes", "rooms", "teachers", "managers", "staff")
LARGEST = 1_000_000
FEES = ("tc-2", "5.2")
OF_PRESCHOOLS = frozenset({"bm02", "7.2.a"})
AFTER_SLASH = re.compile(r"\d+\s*/\s*(\d+)", re.ASCII)
# By the form's code.
Sheets = Mapping[str, Sheet]
# Form, row, column.
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure and the form it stands in; `value` is None where nobody has stated it."""

    code: str
    label: str
    value: Decimal | None
    form: str = ""

    @property
    def text(self) -> str:
        return "" if self.value is None else figures.show(figures.keep(self.value))


@cache
def places() -> dict[str, dict[str, tuple[Place, ...]]]:
    """Return the cells of each figure by regulation and name."""
    data = read_yaml(FOLDER / "key_figures.yaml")
    return {code: {name: tuple(map(_place, listed)) for name, listed in rows.items()} for code, rows in data.items()}


def _place(told: list[Any]) -> Place:
    form, row, column = map(str, told)
    return form, row, column


def cells(name: str) -> Iterator[Place]:
    """Yield the cells of a figure, of all regulations: no two have a form of the same code."""
    for rows in places().values():
        yield from rows.get(name, ())


def forms(names: Iterable[str] = FOR_PARENTS) -> frozenset[str]:
    """Return the forms that have to be read for these figures and the fees."""
    return frozenset((*(form for name in names for form, _row, _column in cells(name)), *FEES))


def unknown_places() -> list[str]:
    """Return the cells that no form has."""
    found = []
    for code, rows in places().items():
        known = regulations()[code].forms
        for form, row, column in (cell for listed in rows.values() for cell in listed):
            there = form in known and row in known[form].rows
            if not (there and any(part.column(column) for part in known[form].tables)):
                found.append(f"{code} {row} {column}")
    return found


def of(sheets: Sheets) -> list[KeyFigure]:
    """Return the key figures of the newest versions (by form code) of one school year."""
    pupils, pupils_form = _stated("pupils", sheets)
    classes, classes_form = _classes(sheets)
    teachers, teachers_form = _stated("teachers", sheets)
    fees = next((code for code in FEES if code in sheets), "")
    children = OF_PRESCHOOLS & set(sheets)
    per_class, per_class_form = _per_class(sheets, pupils, classes)
    return [
        KeyFigure("pupils", _("Children") if children else _("Pupils"), pupils, pupils_form),
        KeyFigure("classes", _("Groups and classes") if children else _("Number of classes"), classes, classes_form),
        KeyFigure(
            "per_class", _("Children per class") if children else _("Pupils per class"), per_class, per_class_form
        ),
        KeyFigure("teachers", _("Teachers"), teachers, teachers_form),
        KeyFigure("fees", _("Kinds of fees"), Decimal(_count_fees(sheets[fees])) if fees else None, fees),
    ]


def of_the_city(sheets: Sheets) -> dict[str, int | None]:
    """Return the figures that the city adds up; what nobody could mean is not passed on."""
    stated = {name: _stated(name, sheets)[0] for name in OF_THE_CITY}
    return {
        name: int(figure) if figure is not None and 0 <= figure <= LARGEST else None for name, figure in stated.items()
    }


def _stated(name: str, sheets: Sheets) -> tuple[Decimal | None, str]:
    """The sum of what the forms state, and the first of them."""
    found = [
        (figure, form)
        for form, row, column in cells(name)
        if form in sheets and (figure := sheets[form].figure(row, column)) is not None
    ]
    return (sum((figure for figure, _form in found), Decimal(0)), found[0][1]) if found else (None, "")


def _classes(sheets: Sheets) -> tuple[Decimal | None, str]:
    stated = _stated("classes", sheets)
    # In a school of two levels the primary form knows only its own classes.
    if stated[0] is not None or "bm10" in sheets:
        return stated
    for form, row, column in cells("rooms_and_classes"):
        if form in sheets and (match := AFTER_SLASH.search(str(sheets[form].value(row, column)))):
            return Decimal(match[1]), form
    return None, ""


def _per_class(sheets: Sheets, pupils: Decimal | None, classes: Decimal | None) -> tuple[Decimal | None, str]:
    stated = _stated("per_class", sheets)
    if stated[0] is not None and not {"bm06", "bm10"} <= set(sheets):
        return stated
    if pupils is None or not classes:
        return None, ""
    return round(pupils / classes, 1), _stated("pupils", sheets)[1]


def _count_fees(sheet: Sheet) -> int:
    return sum(1 for part in sheet.form.tables for _row in sheet.rows(part))
