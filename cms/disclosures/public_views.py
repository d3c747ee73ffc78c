"""What the addresses of the section show: all years, a year, a form of it, an older version."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cms.core.navigation import MenuItem, site_path
from cms.core.school_years import SchoolYear
from cms.disclosures import presenting
from cms.disclosures.models.disclosure import Disclosure, DisclosureSet, Version
from cms.disclosures.regulation import LEVELS_OF_KIND, Form

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

    def trail(self, here: str) -> list[MenuItem]:
        """Return the steps of the breadcrumbs below the section at `here`."""
        ...


@dataclass(frozen=True, slots=True)
class Overview:
    """`/cong-khai/`"""

    template: str = "pages/disclosure_index_page.html"

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return the years with something public, the newest first, with their forms by topic."""
        years = _public_years()
        newest = years[0] if years else None
        return {"years": years, "newest": newest, "topics": topics(page, newest) if newest else []}

    def trail(self, here: str) -> list[MenuItem]:
        """Nothing below the section."""
        return []


@dataclass(frozen=True, slots=True)
class YearView:
    """`/cong-khai/2024-2025/`"""

    year: SchoolYear
    template: str = "pages/disclosure_year.html"

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return the year's forms by topic."""
        years = _public_years()
        found = [one for one in years if one.year == self.year.start]
        if not found:
            raise Http404
        return {"year": self.year, "years": years, "topics": [t for one in found for t in topics(page, one)]}

    def trail(self, here: str) -> list[MenuItem]:
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
        """Return one form as published, with the list of its versions."""
        disclosure = _disclosure(self.year, self.slug)
        versions = list(disclosure.versions.defer("data"))
        chosen = self.number or disclosure.version_count
        version = Version.objects.filter(disclosure=disclosure, number=chosen).first()
        if version is None:
            raise Http404
        version.disclosure = disclosure
        levels = LEVELS_OF_KIND[request.tenant.kind]  # type: ignore[attr-defined]
        return {
            "year": self.year,
            "disclosure": disclosure,
            "form": disclosure.form,
            "version": version,
            "versions": versions,
            "is_newest": chosen == disclosure.version_count,
            "parts": presenting.show(version.sheet, levels),
            "form_address": f"{site_path(page.url_path)}{self.year}/{self.slug}/",
        }

    def trail(self, here: str) -> list[MenuItem]:
        """The year and the form."""
        form = _disclosure(self.year, self.slug).form
        steps = [
            MenuItem(str(self.year), f"{here}{self.year}/"),
            MenuItem(form.short, f"{here}{self.year}/{self.slug}/"),
        ]
        if self.number:
            title = _("Version %(number)s") % {"number": self.number}
            steps.append(MenuItem(title, f"{here}{self.year}/{self.slug}/{VERSIONS}/{self.number}/"))
        return steps


def find(components: list[str]) -> View | None:
    """Return the view of an address below the section, or None."""
    year = SchoolYear.parse(components[0])
    match components[1:]:
        case _ if year is None:
            return None
        case []:
            return YearView(year)
        case [slug] if SLUG.fullmatch(slug):
            return FormView(year, slug)
        case [slug, word, number] if word == VERSIONS and SLUG.fullmatch(slug) and NUMBER.fullmatch(number):
            return FormView(year, slug, int(number))
    return None


@dataclass(frozen=True, slots=True)
class Topic:
    """The public forms of one topic."""

    title: str
    items: list[tuple[Form, Disclosure, str]]


def topics(page: "DisclosureIndexPage", chosen: DisclosureSet) -> list[Topic]:
    """Return what is public of a year by topic, in the regulation's order; one query."""
    public = {row.form_code: row for row in chosen.disclosures.filter(version_count__gt=0).defer("draft")}
    here = f"{site_path(page.url_path)}{chosen.school_year}/"
    found = []
    for code, title in chosen.regulation.topics.items():
        items = [
            (form, public[form.code], f"{here}{presenting.slug_of(form)}/")
            for form in chosen.regulation.forms.values()
            if form.topic == code and form.code in public
        ]
        if items:
            found.append(Topic(title, items))
    return found


def _public_years() -> list[DisclosureSet]:
    return list(DisclosureSet.objects.filter(disclosures__version_count__gt=0).distinct())


def _disclosure(year: SchoolYear, slug: str) -> Disclosure:
    rows = Disclosure.objects.filter(set__year=year.start, version_count__gt=0).select_related("set").defer("draft")
    for row in rows:
        if presenting.slug_of(row.form) == slug:
            return row
    raise Http404
