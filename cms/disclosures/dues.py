"""This year's fees as disclosed (TT 09/2024 Điều 5 khoản 2), for the page that parents look at: /khoan-thu/."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.core.navigation import site_path
from cms.core.school_years import SchoolYear
from cms.core.section_parts import HOOK, SectionPart
from cms.disclosures import presenting, published
from cms.disclosures.models import DisclosureIndexPage, DisclosureSet, Version
from cms.disclosures.regulation import FIGURES

SLUG, DEPTH = "khoan-thu", 3
FORMS = ("5.2", "tc-2")
# Of a table of fees: what parents ask for first.
SHOWN = ("muc_thu", "don_vi_tinh", "doi_tuong", "tinh_chat")


@hooks.register(HOOK)
def fees_of_the_year(page: Any, request: HttpRequest) -> SectionPart | None:
    """The newest public table of fees, not of a year that is still to come while there is one of this year."""
    if page.slug != SLUG or page.depth != DEPTH:
        return None
    versions = published.newest_versions(DisclosureSet.objects.filter(disclosures__form_code__in=FORMS), FORMS)
    version = _of_this_year(versions)
    section = DisclosureIndexPage.of_school()
    if version is None or section is None or not section.live:
        return None
    row = version.disclosure
    address = f"{site_path(section.url_path)}{row.set.school_year}/{presenting.slug_of(row.form)}/"
    content = {"table": _table(version), "year": row.set.school_year, "address": address, "day": version.published_at}
    return SectionPart("components/dues.html", content)


def _of_this_year(versions: list[Version]) -> Version | None:
    now = SchoolYear.current().start
    begun = [one for one in versions if one.disclosure.set.year <= now]
    return next(reversed(begun or versions), None)


def _table(version: Version) -> dict[str, Any]:
    form = version.form
    part = next(form.tables)
    places = [place for place, column in enumerate(part.columns) if column.code in SHOWN]
    columns = [part.columns[place] for place in places]
    shown = presenting.show_part(version.sheet, part)
    units = [f"{column.label} ({column.unit})" if column.unit else column.label for column in columns]
    return {
        "head": [part.more_label, *units],
        "rows": [[line.label, *(line.cells[place].text for place in places)] for line in shown.lines],
        "num": [place for place, column in enumerate(columns, start=1) if column.type in FIGURES],
    }
