"""Figures of the whole city, added up from what schools have published, with who is counted and who is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from cms.core.school_years import SchoolYear
from cms.disclosures.key_figures import OF_THE_CITY as FIGURES
from cms.disclosures.obligations.board import Wanted
from cms.shared.models import DisclosureFigures
from tenants.enums import SchoolKind
from tenants.models import School


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One school and its figures; None: not published."""

    pk: int
    name: str
    kind: str
    values: tuple[int | None, ...]

    @property
    def is_counted(self) -> bool:
        return any(value is not None for value in self.values)

    @property
    def kind_label(self) -> str:
        return str(SchoolKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Total:
    """A figure of many schools: its sum, and of how many schools it is."""

    value: int | None
    counted: int
    of: int

    @property
    def is_whole(self) -> bool:
        return self.counted == self.of


@dataclass(frozen=True, slots=True)
class YearTotals:
    """The sums of one school year."""

    year: int
    values: tuple[tuple[int | None, int], ...]

    @property
    def label(self) -> str:
        return str(SchoolYear(self.year))


@dataclass(frozen=True, slots=True)
class CityFigures:
    """The chosen schools of one school year, and the sums of every year."""

    labels: list[str]
    rows: list[FigureRow]
    totals: list[Total]
    by_kind: list[tuple[str, list[Total]]]
    years: list[YearTotals]

    @property
    def counted(self) -> list[FigureRow]:
        return [row for row in self.rows if row.is_counted]

    @property
    def missing(self) -> list[FigureRow]:
        return [row for row in self.rows if not row.is_counted]


def labels() -> list[str]:
    """Return what the figures are called."""
    model = DisclosureFigures._meta
    return [str(model.get_field(name).verbose_name) for name in FIGURES]  # type: ignore[union-attr]


def read_figures(wanted: Wanted) -> CityFigures:
    """Return the figures of the chosen schools: three queries."""
    schools = School.objects.filter(wanted.schools).order_by("name").values_list("pk", "name", "kind")
    own: dict[int, tuple[Any, ...]] = {
        school: values
        for school, *values in DisclosureFigures.objects.filter(year=wanted.year).values_list("school_id", *FIGURES)
    }
    nothing = (None,) * len(FIGURES)
    rows = [FigureRow(pk, name, kind, tuple(own.get(pk, nothing))) for pk, name, kind in schools]
    kinds = [kind for kind in SchoolKind if any(row.kind == kind for row in rows)]
    return CityFigures(
        labels=labels(),
        rows=rows,
        totals=_totals(rows),
        by_kind=[(str(kind.label), _totals(row for row in rows if row.kind == kind)) for kind in kinds],
        years=_years(wanted),
    )


def _totals(rows: Iterable[FigureRow]) -> list[Total]:
    found = list(rows)
    totals = []
    for position in range(len(FIGURES)):
        told = [row.values[position] for row in found]
        known = [value for value in told if value is not None]
        totals.append(Total(sum(known) if known else None, len(known), len(found)))
    return totals


def _years(wanted: Wanted) -> list[YearTotals]:
    sums: dict[str, Any] = {f"{name}_sum": Sum(name) for name in FIGURES}
    counts: dict[str, Any] = {f"{name}_count": Count(name) for name in FIGURES}
    chosen = DisclosureFigures.objects.filter(school__in=School.objects.filter(wanted.schools))
    years = chosen.values("year").annotate(**sums, **counts).order_by("year")
    width = len(FIGURES)
    return [
        YearTotals(year, tuple(zip(found[:width], found[width:], strict=True)))
        for year, *found in years.values_list("year", *sums, *counts)
    ]
