"""The few figures of a school year that the city adds up."""

from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import F

from cms.core.data_files import read_yaml
from cms.disclosures.models import Version
from cms.disclosures.regulation import regulations
from cms.disclosures.regulation.loading import FOLDER

FIGURES = ("pupils", "classes", "rooms", "teachers", "managers", "staff")
LARGEST = 1_000_000
Places = dict[str, list[tuple[str, str, str]]]


@cache
def places() -> dict[str, Places]:
    """Return by regulation and figure the cells (form, row, column) that are added up."""
    data = read_yaml(FOLDER / "key_figures.yaml")
    return {
        code: {
            name: [(str(form), str(row), str(column)) for form, row, column in cells] for name, cells in rows.items()
        }
        for code, rows in data.items()
    }


def unknown_places() -> list[str]:
    """Return the cells that no form has."""
    found = []
    for code, rows in places().items():
        forms = regulations()[code].forms
        for form, row, column in (cell for cells in rows.values() for cell in cells):
            known = (
                form in forms and row in forms[form].rows and any(part.column(column) for part in forms[form].tables)
            )
            if not known:
                found.append(f"{code} {row} {column}")
    return found


def published_figures() -> dict[int, dict[str, int | None]]:
    """Return the current school's figures by school year, from the newest versions: one query."""
    wanted = {form for rows in places().values() for cells in rows.values() for form, _row, _column in cells}
    newest = Version.objects.filter(disclosure__form_code__in=wanted, number=F("disclosure__version_count"))
    sheets: dict[tuple[int, str], dict[str, Any]] = {}
    for version in newest.select_related("disclosure__set").defer("disclosure__draft"):
        chosen = version.disclosure.set
        sheets.setdefault((chosen.year, chosen.regulation_code), {})[version.disclosure.form_code] = version
    return {year: _added(found, places()[code]) for (year, code), found in sheets.items()}


def _added(versions: dict[str, Version], wanted: Places) -> dict[str, int | None]:
    found: dict[str, int | None] = dict.fromkeys(FIGURES)
    for name, cells in wanted.items():
        values = [versions[form].sheet.figure(row, column) for form, row, column in cells if form in versions]
        told = [value for value in values if value is not None and value.is_finite() and 0 <= value <= LARGEST]
        found[name] = int(sum(told, Decimal())) if told else None
    return found
