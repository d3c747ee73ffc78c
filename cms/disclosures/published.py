"""What visitors may see: the sets, forms and versions that are public. Each function is one query."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F
from django.http import Http404

from cms.core.school_years import SchoolYear
from cms.disclosures import presenting
from cms.disclosures.models.disclosure import Disclosure, DisclosureSet, Version
from cms.disclosures.regulation import Form
from cms.disclosures.sheet import Sheet


def sets() -> list[DisclosureSet]:
    """Return the sets with something public, the newest year first."""
    return list(DisclosureSet.objects.filter(disclosures__version_count__gt=0).distinct())


def newest_versions(chosen: Iterable[DisclosureSet], forms: Collection[str] | None = None) -> list[Version]:
    """Return the newest version of each public form of these sets, oldest year first."""
    found = (
        Version.objects.filter(number=F("disclosure__version_count"), disclosure__set__in=list(chosen))
        .select_related("disclosure__set")
        .defer("disclosure__draft", "disclosure__carried_over")
        .order_by("disclosure__set__year", "disclosure__pk")
    )
    return list(found if forms is None else found.filter(disclosure__form_code__in=forms))


def sheets(versions: Iterable[Version]) -> dict[int, dict[str, Sheet]]:
    """Return what was published, by set and form code."""
    found: dict[int, dict[str, Sheet]] = {}
    for version in versions:
        found.setdefault(version.disclosure.set_id, {})[version.disclosure.form_code] = version.sheet
    return found


def disclosure(year: SchoolYear, slug: str) -> Disclosure:
    """Return a public form by its part of an address; raises Http404."""
    rows = (
        Disclosure.objects.filter(set__year=year.start, version_count__gt=0)
        .select_related("set")
        .defer("draft", "carried_over")
    )
    for row in rows:
        if presenting.slug_of(row.form) == slug:
            return row
    raise Http404


def version(row: Disclosure, number: int) -> Version:
    """Return one version of a public form; raises Http404."""
    found = Version.objects.filter(disclosure=row, number=number).first()
    if found is None:
        raise Http404
    found.disclosure = row
    return found


def earlier(row: Disclosure, years: int) -> list[Version]:
    """Return what the same form said in the years before, under the same regulation, the latest first."""
    found = Version.objects.filter(
        number=F("disclosure__version_count"),
        disclosure__form_code=row.form_code,
        disclosure__set__regulation_code=row.set.regulation_code,
        disclosure__set__year__lt=row.set.year,
    )
    related = found.select_related("disclosure__set").defer("disclosure__draft", "disclosure__carried_over")
    return list(related.order_by("-disclosure__set__year")[:years])


@dataclass(frozen=True, slots=True)
class Item:
    """A form of a year; without a disclosure nothing of it is public."""

    form: Form
    url: str
    disclosure: Disclosure | None


@dataclass(frozen=True, slots=True)
class Topic:
    """The forms of one topic, in the regulation's order."""

    title: str
    items: list[Item]

    @property
    def public(self) -> list[Item]:
        """Those that were published."""
        return [item for item in self.items if item.disclosure]


def topics(chosen: DisclosureSet, kind: str, section: str) -> list[Topic]:
    """Return a year's forms by topic, those that are missing too; `section` is the address of the section."""
    rows = chosen.disclosures.filter(version_count__gt=0).defer("draft", "carried_over")
    public = {row.form_code: row for row in rows}
    due = {form.code for form in chosen.regulation.forms_for(kind)} | set(public)
    here = f"{section}{chosen.school_year}/"
    found = []
    for code, title in chosen.regulation.topics.items():
        items = [
            Item(form, f"{here}{presenting.slug_of(form)}/", public.get(form.code))
            for form in chosen.regulation.forms.values()
            if form.topic == code and form.code in due
        ]
        if items:
            found.append(Topic(title, items))
    return found
