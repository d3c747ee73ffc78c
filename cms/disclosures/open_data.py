"""The catalogue of the city's open data: as a page, and as files for spreadsheets and programs."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core import metadata
from cms.core.spreadsheets import as_csv
from cms.disclosures import figures
from cms.disclosures.downloads import FORMATS
from cms.shared.models import OpenDataset
from cms.shared.schools import KINDS
from tenants.models import School

SCHOOLS_PER_PAGE = 20
FIGURES = (
    ("pupils", gettext_lazy("Pupils")),
    ("classes", gettext_lazy("Number of classes")),
    ("teachers", gettext_lazy("Teachers")),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as text; with its school year where that is not the newest."""

    label: str
    text: str
    year: str


@dataclass(frozen=True, slots=True)
class OfSchool:
    """The published years of a school, the newest first."""

    school: School
    years: list[OpenDataset]

    @property
    def figures(self) -> list[Stated]:
        """Pupils, classes and teachers, each of the newest year that states it."""
        return [self._newest(name, str(label)) for name, label in FIGURES]

    def _newest(self, name: str, label: str) -> Stated:
        year = next((one for one in self.years if getattr(one, name) is not None), None)
        if year is None:
            return Stated(label, "", "")
        text = figures.show(str(getattr(year, name)))
        return Stated(label, text, "" if year == self.years[0] else str(year.school_year))


def listed(request: HttpRequest) -> dict[str, Any]:
    """Return the schools of one kind, or all, with their years; one query however many there are."""
    rows = list(OpenDataset.objects.listed())
    present = {row.school.kind for row in rows}
    kind = request.GET.get("loai", "")
    kind = kind if kind in present else ""
    chosen = [row for row in rows if not kind or row.school.kind == kind]
    schools = [OfSchool(school, list(years)) for school, years in groupby(chosen, key=lambda row: row.school)]
    return {
        "kinds": [(value, label) for value, label in KINDS.items() if value in present],
        "kind": kind,
        "page_obj": Paginator(schools, SCHOOLS_PER_PAGE).get_page(request.GET.get("trang")),
        "page_query": f"loai={kind}&" if kind else "",
        "dataset_count": len(chosen),
    }


def csv_file(request: HttpRequest) -> HttpResponse:
    """`/du-lieu-mo/csv/`: a line for each school and year."""
    head = (
        _("Ministry code"),
        _("School"),
        _("Kind"),
        _("Ward"),
        _("School year"),
        _("Regulation"),
        _("Published forms"),
        _("Pupils"),
        _("Number of classes"),
        _("Teachers"),
        _("Published"),
        _("Address"),
        *(one.label for one in _formats()),
    )
    response = HttpResponse(as_csv([head, *map(_line, OpenDataset.objects.listed())]), content_type="text/csv")
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="du-lieu-mo.csv"'
    return response


def _line(row: OpenDataset) -> list[Any]:
    school = row.school
    of_school = [school.ministry_code, school.name, str(school.get_kind_display()), school.ward]
    figures = ["" if value is None else value for value in (row.pupils, row.classes, row.teachers)]
    day = timezone.localtime(row.published_at).date().isoformat()
    files = [f"{row.url}{one.extension}/" for one in _formats()]
    return [*of_school, str(row.school_year), row.regulation, row.forms, *figures, day, row.url, *files]


def json_file(request: HttpRequest) -> HttpResponse:
    """`/du-lieu-mo/json/`: the catalogue in the words of schema.org (DataCatalog)."""
    owner = metadata.organisation(request)
    catalogue = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": _("Open data"),
        "url": request.build_absolute_uri(request.path.removesuffix("json/")),
        "publisher": owner,
        "dataset": [_dataset(row) for row in OpenDataset.objects.listed()],
    }
    content = json.dumps(catalogue, ensure_ascii=False, indent=1)
    return HttpResponse(content, content_type="application/ld+json; charset=utf-8")


def _dataset(row: OpenDataset) -> dict[str, Any]:
    figures = {"pupils": row.pupils, "classes": row.classes, "teachers": row.teachers}
    return {
        **metadata.dataset(
            _("Disclosures of %(school)s, school year %(year)s") % {"school": row.school.name, "year": row.school_year},
            row.url,
            [(one.content_type, f"{row.url}{one.extension}/") for one in _formats()],
        ),
        "temporalCoverage": f"{row.school_year.first_day}/{row.school_year.last_day}",
        "dateModified": metadata.moment(row.published_at),
        "creator": {"@type": "School", "name": row.school.name, "identifier": row.school.ministry_code},
        "isBasedOn": row.regulation,
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "value": value}
            for name, value in figures.items()
            if value is not None
        ],
    }


def _formats() -> list[Any]:
    return list(FORMATS.values())


CATALOGUES: dict[str, Callable[[HttpRequest], HttpResponse]] = {"csv": csv_file, "json": json_file}
