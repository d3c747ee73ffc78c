"""What the addresses of the section show: all years, a year, a form of it, an older version. Files: files.py."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cms.core import metadata
from cms.core.navigation import MenuItem, site_path
from cms.core.school_years import SchoolYear
from cms.disclosures import charts, comparison, key_figures, presenting, published
from cms.disclosures.annual_report import public_views as reports
from cms.disclosures.attachments import files_of, sections_of
from cms.disclosures.downloads import FORMATS
from cms.disclosures.models.disclosure import DisclosureSet, Version
from cms.disclosures.regulation import LEVELS_OF_KIND, Form
from cms.disclosures.sheet import parts_for
from tenants.models import School

if TYPE_CHECKING:
    from cms.disclosures.models import DisclosureIndexPage

SLUG = re.compile(r"[a-z0-9-]{2,40}", re.ASCII)
NUMBER = re.compile(r"[1-9]\d{0,3}", re.ASCII)
VERSIONS = "phien-ban"


class View(Protocol):
    """What answers one address."""

    @property
    def template(self) -> str:
        """Name of the page's template."""
        ...

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return what the template shows; raises Http404."""
        ...

    def trail(self, here: str, context: dict[str, Any]) -> list[MenuItem]:
        """Return the steps of the breadcrumbs below the section at `here`; `context` is the view's own."""
        ...


@dataclass(frozen=True, slots=True)
class Overview:
    """`/cong-khai/`"""

    template: str = "pages/disclosure_index_page.html"

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return the newest year's key figures and topics, and the years before it."""
        sets = published.sets()
        if not sets:
            return {"years": [], "newest": None}
        section, newest = site_path(page.url_path), sets[0]
        lines = _figures_by_year(sets)
        return {
            "years": sets,
            "newest": newest,
            "figures": _linked(lines[-1].figures, newest, section),
            "topics": published.topics(newest, _kind(request), section),
            "year_lines": list(reversed(lines)),
            "trend": _trend(lines),
            "reports": reports.public_reports(),
        }

    def trail(self, here: str, context: dict[str, Any]) -> list[MenuItem]:
        """Nothing below the section."""
        return []


@dataclass(frozen=True, slots=True)
class YearView:
    """`/cong-khai/2024-2025/`"""

    year: SchoolYear
    template: str = "pages/disclosure_year.html"

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return the year's forms by topic, those that are missing too."""
        years = published.sets()
        found = [one for one in years if one.year == self.year.start]
        if not found:
            raise Http404
        section = site_path(page.url_path)
        lines = _figures_by_year(found)
        regimes = [Regime(one, published.topics(one, _kind(request), section)) for one in found]
        return {
            "head_title": _("Disclosures %(year)s") % {"year": self.year},
            "head_summary": _("Disclosures of %(school)s, school year %(year)s") % _of(request, self.year),
            "year": self.year,
            "years": years,
            "figures": _linked(lines[-1].figures, lines[-1].set, section),
            "regimes": regimes,
            "downloads": f"{section}{self.year}/",
            "formats": FORMATS.values(),
        }

    def dataset(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return what the year is in the words of schema.org."""
        name = _("Disclosures of %(school)s, school year %(year)s") % _of(request, self.year)
        address = request.build_absolute_uri(request.path)
        files = [(one.content_type, f"{address}{one.extension}/") for one in FORMATS.values()]
        return metadata.dataset(name, address, files) | _covered(self.year)

    def trail(self, here: str, context: dict[str, Any]) -> list[MenuItem]:
        """The year."""
        return [MenuItem(str(self.year), f"{here}{self.year}/")]


@dataclass(frozen=True, slots=True)
class FormView:
    """`/cong-khai/2024-2025/bm06/`, `/cong-khai/2024-2025/bm06/phien-ban/1/`"""

    year: SchoolYear
    slug: str
    number: int | None = None
    template: str = "pages/disclosure_form.html"

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return one form as published, with its charts, the years before and the list of its versions."""
        disclosure = published.disclosure(self.year, self.slug)
        chosen = self.number or disclosure.version_count
        version = published.version(disclosure, chosen)
        levels = LEVELS_OF_KIND[_kind(request)]  # type: ignore[index]
        form = version.form
        parts = parts_for(form, set(levels))
        shown = presenting.show(version.sheet, levels)
        form_address = f"{site_path(page.url_path)}{self.year}/{self.slug}/"
        version_address = f"{form_address}{VERSIONS}/{chosen}/"
        before = published.earlier(disclosure, comparison.MOST_YEARS)
        return {
            "head_title": self._title(form, version),
            "head_summary": f"{form.title} – {request.tenant.name}, {self.year}",  # type: ignore[attr-defined]
            "year": self.year,
            "disclosure": disclosure,
            "form": form,
            "version": version,
            "versions": list(disclosure.versions.defer("data")) if disclosure.version_count > 1 else [],
            "is_newest": chosen == disclosure.version_count,
            "parts": shown,
            "files": files_of(version, version_address),
            "sections": sections_of(parts),
            "charts": charts.of(version.sheet, parts),
            "compared": comparison.compare(version, before, parts) if before else [],
            "form_address": form_address,
            "downloads": version_address,
            "formats": FORMATS.values(),
            "authority": authority(request),
        }

    def _title(self, form: Form, version: Version) -> str:
        title = f"{form.short} {self.year}"
        return f"{title}, {_version_title(version.number).lower()}" if self.number else title

    def dataset(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return what the form is in the words of schema.org; its files are those of the version shown."""
        row = published.disclosure(self.year, self.slug)
        name = f"{row.form.title} – {request.tenant.name}, {self.year}"  # type: ignore[attr-defined]
        form = request.build_absolute_uri(f"{site_path(page.url_path)}{self.year}/{self.slug}/")
        number = self.number or row.version_count
        version = f"{form}{VERSIONS}/{number}/"
        files = [(one.content_type, f"{version}{one.extension}/") for one in FORMATS.values()]
        address = version if self.number else form
        return metadata.dataset(name, address, files) | _covered(self.year) | {"version": str(number)}

    def trail(self, here: str, context: dict[str, Any]) -> list[MenuItem]:
        """The year and the form."""
        steps = [
            MenuItem(str(self.year), f"{here}{self.year}/"),
            MenuItem(context["form"].short, f"{here}{self.year}/{self.slug}/"),
        ]
        if self.number:
            steps.append(
                MenuItem(_version_title(self.number), f"{here}{self.year}/{self.slug}/{VERSIONS}/{self.number}/")
            )
        return steps


def find(components: list[str]) -> View | None:
    """Return the view of an address below the section, or None."""
    if components[0] == reports.SECTION:
        return reports.find(components[1:])
    year = SchoolYear.parse(components[0])
    match components[1:]:
        case _ if year is None:
            return None
        case []:
            return YearView(year)
        case [slug] if SLUG.fullmatch(slug) and slug not in FORMATS:
            return FormView(year, slug)
        case [slug, word, number] if word == VERSIONS and SLUG.fullmatch(slug) and NUMBER.fullmatch(number):
            return FormView(year, slug, int(number))
    return None


@dataclass(frozen=True, slots=True)
class Regime:
    """A year under one regulation: its forms by topic, and how many of them are public."""

    set: DisclosureSet
    topics: list[published.Topic]

    @property
    def public(self) -> int:
        return sum(len(topic.public) for topic in self.topics)

    @property
    def missing(self) -> int:
        """Forms that are due and not public; what is only disclosed "if any" is not among them."""
        return sum(1 for topic in self.topics for item in topic.items if not item.disclosure and not item.form.optional)


@dataclass(frozen=True, slots=True)
class YearLine:
    """A school year with its key figures, as stated under the regulation of its time."""

    set: DisclosureSet
    figures: list[key_figures.KeyFigure]


def _figures_by_year(sets: list[DisclosureSet]) -> list[YearLine]:
    """The key figures of these sets, oldest first; one query."""
    by_set = published.sheets(published.newest_versions(sets, key_figures.forms()))
    return [YearLine(one, key_figures.of(by_set.get(one.pk, {}))) for one in reversed(sets)]


def _linked(figures: list[key_figures.KeyFigure], chosen: DisclosureSet, section: str) -> list[dict[str, Any]]:
    """Each with the address of the form it stands in; what TT 36 never asked for is not missing."""
    here = f"{section}{chosen.school_year}/"
    asked = chosen.regulation_code != "tt36"
    return [
        {"figure": figure, "url": f"{here}{figure.form.replace('.', '-')}/" if figure.text else ""}
        for figure in figures
        if figure.text or asked
    ]


def _trend(lines: list[YearLine]) -> charts.Chart | None:
    newest = lines[-1].set.regulation_code
    values = [
        charts.Value(_short(line.set.school_year), pupils.value, 1 if line.set.regulation_code == newest else 2)
        for line in lines
        if (pupils := line.figures[0]).value is not None
    ]
    return charts.trend(values[-6:])


def _version_title(number: int) -> str:
    return _("Version %(number)s") % {"number": number}


def _of(request: HttpRequest, year: SchoolYear) -> dict[str, Any]:
    return {"school": request.tenant.name, "year": year}  # type: ignore[attr-defined]


def _covered(year: SchoolYear) -> dict[str, str]:
    return {"temporalCoverage": f"{year.first_day}/{year.last_day}"}


def _short(year: SchoolYear) -> str:
    """2026-27: as much as stands below a column on a phone."""
    return f"{year.start}-{(year.start + 1) % 100:02d}"


def authority(request: HttpRequest) -> str:
    """Return who manages the school: printed above its name."""
    row = School.objects.filter(pk=request.tenant.pk)  # type: ignore[attr-defined]
    return row.values_list("authority__name", flat=True).first() or ""


def _kind(request: HttpRequest) -> str:
    kind: str = request.tenant.kind  # type: ignore[attr-defined]
    return kind
