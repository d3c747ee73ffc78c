"""How disclosures are found: the newest published version of each form, and each annual report.

Figures are left out: nobody looks for them by number, and a small one could point at a child.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.navigation import site_path
from cms.disclosures import presenting, published
from cms.disclosures.annual_report.public_views import SECTION, public_reports
from cms.disclosures.attachments import files_of, ids_of
from cms.disclosures.files import address_of
from cms.disclosures.labels import book
from cms.disclosures.models import DisclosureIndexPage, Version, YearReport, YearReportVersion
from cms.disclosures.regulation import LEVELS_OF_KIND
from cms.shared import searching
from cms.shared.findable import Attached, Findable
from tenants.registry import registry
from tenants.schema import connection


@searching.finds("disclosures.DisclosureIndexPage")
class FoundDisclosures(searching.PageKind):
    """The section, and below it every form and every report that is public."""

    kind, name = "cong-khai", gettext_lazy("Disclosures")
    version: ClassVar[int] = 3

    def more(self, page: DisclosureIndexPage) -> Iterable[Findable]:
        """The forms and reports; of the Vietnamese section only."""
        if page == DisclosureIndexPage.of_school():
            section = site_path(page.url_path)
            # This process may not have heard of a correction yet.
            book.forget()
            for version in published.newest_versions(published.sets()):
                yield _form(self.kind, version, section)
            for report in public_reports():
                yield _report(self.kind, report, section)


def _form(kind: str, version: Version, section: str) -> Findable:
    disclosure, form = version.disclosure, version.form
    year, address = disclosure.set.school_year, address_of(version, section)
    return Findable(
        # As on its page: what people call it, below it the law's own words.
        title=_("%(form)s, school year %(year)s") % {"form": form.short, "year": year},
        path=f"{section}{year}/{presenting.slug_of(form)}/",
        kind=kind,
        summary=form.title,
        body="\n".join(_words(version)),
        date=timezone.localdate(version.published_at),
        year=year.start,
        files=tuple(_files(version, address)),
        part=f"{disclosure.set.regulation_code}/{year}/{form.code}",
    )


def _words(version: Version) -> Iterator[str]:
    """Labels and texts of a form as visitors read it, without its figures."""
    school = registry.school_for_schema(connection.schema_name)
    levels = LEVELS_OF_KIND[school.kind] if school else ()  # type: ignore[index]
    yield version.disclosure.set.regulation.number
    for shown in presenting.show(version.sheet, levels):
        yield shown.part.label
        yield shown.text
        for line in shown.lines:
            texts = [cell.text for cell in line.cells if cell.text and not cell.is_figure and len(cell.text) > 1]
            yield " ".join([line.label, *texts])


def _files(version: Version, address: str) -> Iterator[Attached]:
    titles = {line.url: line.title for lines in files_of(version, address).values() for line in lines if line.url}
    for pk in sorted(ids_of(version)):
        url = next((url for url in titles if url.endswith(f"/{pk}/")), "")
        if url:
            yield Attached(pk, titles[url], url)


def _report(kind: str, report: YearReport, section: str) -> Findable:
    version = YearReportVersion.objects.get(report=report, number=report.version_count)
    return Findable(
        title=_("Annual report %(year)s") % {"year": report.year},
        path=f"{section}{SECTION}/{report.year}/",
        kind=kind,
        body="\n".join(_words_of_report(version.content)),
        date=timezone.localdate(version.published_at),
        year=report.year,
        part=f"{SECTION}/{report.year}",
        # It touches on everything: what is about one thing stands above it.
        weight=-5,
    )


def _words_of_report(content: dict[str, Any]) -> Iterator[str]:
    for section in content["sections"]:
        yield section["title"]
        for block in section["blocks"]:
            yield from (str(block.get(name, "")) for name in ("text", "label", "caption"))
            yield from (str(row["label"]) for row in block.get("rows", ()))
