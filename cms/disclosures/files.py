"""Files below the section: what is downloaded of a version or of a year, files of a form, the schema of the JSON."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import override

from cms.core.languages import VIETNAMESE
from cms.core.navigation import site_path
from cms.core.school_years import SchoolYear
from cms.disclosures import attachments, presenting, published
from cms.disclosures.downloads import FORMATS, Format, file_of
from cms.disclosures.downloads.as_json import SCHEMA_ADDRESS
from cms.disclosures.downloads.document import Publisher, document
from cms.disclosures.models.disclosure import Version
from cms.disclosures.paper import PaperError
from cms.disclosures.public_views import NUMBER, SLUG, VERSIONS, authority
from cms.disclosures.regulation import LEVELS_OF_KIND

if TYPE_CHECKING:
    from cms.disclosures.models import DisclosureIndexPage

SCHEMA = Path(__file__).parent / "data" / "disclosures.schema.json"
DOCUMENT = re.compile(r"[1-9]\d{0,9}", re.ASCII)
# Nothing of a version changes once another has taken its place; of the newest the office may correct a label.
FOREVER = "public, max-age=31536000, immutable"


class File(Protocol):
    """What answers an address with a file."""

    def respond(self, page: "DisclosureIndexPage", request: HttpRequest) -> HttpResponse:
        """Return the file; raises Http404."""
        ...


@dataclass(frozen=True, slots=True)
class VersionFile:
    """`…/bm06/phien-ban/1/xlsx/`; `…/bm06/xlsx/` leads to the newest version."""

    year: SchoolYear
    slug: str
    number: int | None
    format: Format

    def respond(self, page: "DisclosureIndexPage", request: HttpRequest) -> HttpResponse:
        """Return a version as a file that may be kept for good."""
        row = published.disclosure(self.year, self.slug)
        if self.number is None:
            newest = f"{VERSIONS}/{row.version_count}/{self.format.extension}/"
            return HttpResponseRedirect(f"{site_path(page.url_path)}{self.year}/{self.slug}/{newest}")
        version = published.version(row, self.number)
        response = _send(page, request, self.format, [version])
        if response.status_code == 200 and self.number < row.version_count:
            response.headers["Cache-Control"] = FOREVER
        return response


@dataclass(frozen=True, slots=True)
class YearFile:
    """`…/2024-2025/xlsx/`: the newest version of every public form of a year."""

    year: SchoolYear
    format: Format

    def respond(self, page: "DisclosureIndexPage", request: HttpRequest) -> HttpResponse:
        """Return all of a year as one file."""
        chosen = [one for one in published.sets() if one.year == self.year.start]
        versions = published.newest_versions(chosen)
        if not versions:
            raise Http404
        order = {code: place for one in chosen for place, code in enumerate(one.regulation.forms)}
        versions.sort(key=lambda one: (one.disclosure.set_id, order[one.disclosure.form_code]))
        return _send(page, request, self.format, versions, name=f"cong-khai-{self.year}")


@dataclass(frozen=True, slots=True)
class AttachmentFile:
    """`…/bm13/phien-ban/1/tep/7/`: a file that a version lists."""

    year: SchoolYear
    slug: str
    number: int
    document: int

    def respond(self, page: "DisclosureIndexPage", request: HttpRequest) -> HttpResponse:
        """Return the file itself."""
        return attachments.send(
            published.version(published.disclosure(self.year, self.slug), self.number), self.document
        )


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """`/cong-khai/luoc-do-json/`"""

    def respond(self, page: "DisclosureIndexPage", request: HttpRequest) -> HttpResponse:
        """Return the schema of the JSON files."""
        return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json; charset=utf-8")


def find(components: list[str]) -> File | None:
    """Return the file of an address below the section, or None."""
    if components == [SCHEMA_ADDRESS.rstrip("/")]:
        return SchemaFile()
    year = SchoolYear.parse(components[0])
    if year is None:
        return None
    *place, last = components[1:] or [""]
    known = FORMATS.get(last)
    match place:
        case [] if known:
            return YearFile(year, known)
        case [slug] if known and SLUG.fullmatch(slug):
            return VersionFile(year, slug, None, known)
        case [slug, word, number] if word == VERSIONS and known and SLUG.fullmatch(slug) and NUMBER.fullmatch(number):
            return VersionFile(year, slug, int(number), known)
        case [slug, word, number, folder] if (
            (word, folder) == (VERSIONS, attachments.FOLDER) and SLUG.fullmatch(slug) and NUMBER.fullmatch(number)
        ) and DOCUMENT.fullmatch(last):
            return AttachmentFile(year, slug, int(number), int(last))
    return None


def _send(
    page: "DisclosureIndexPage", request: HttpRequest, wanted: Format, versions: list[Version], name: str = ""
) -> HttpResponse:
    """Write the versions; the words in a file are Vietnamese wherever it was asked for."""
    tenant = request.tenant  # type: ignore[attr-defined]
    section = request.build_absolute_uri(site_path(page.url_path))
    publisher = Publisher(tenant.slug, tenant.name, authority(request), section)
    levels = LEVELS_OF_KIND[tenant.kind]
    with override(VIETNAMESE):
        documents = [document(one, publisher, levels, address_of(one, section)) for one in versions]
        try:
            content = file_of(wanted, documents)
        except PaperError as error:
            return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type=wanted.content_type)
    file_name = f"{name or documents[0].file_name}.{wanted.extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def address_of(version: Version, section: str) -> str:
    """Return the address of a version; `section` is that of the section of disclosures."""
    disclosure = version.disclosure
    slug = presenting.slug_of(disclosure.form)
    return f"{section}{disclosure.set.school_year}/{slug}/{VERSIONS}/{version.number}/"
