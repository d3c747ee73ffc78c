"""Files that belong to a published form, and pages of the site that a form points to."""

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.http import Http404, HttpResponse
from wagtail.documents import get_document_model

from cms.core.models import BasePage
from cms.core.navigation import site_path
from cms.core.sending import send_file
from cms.disclosures.models.disclosure import Version
from cms.disclosures.regulation import Part, PartKind

FOLDER = "tep"


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with its address; without one it is lost."""

    title: str
    url: str = ""
    extension: str = ""
    size: int = 0


def ids_of(version: Version) -> set[int]:
    """Return the documents that a version lists."""
    listed = version.data.get("files", {}).values()
    return {int(file["document"]) for files in listed for file in files if str(file.get("document", "")).isdigit()}


def files_of(version: Version, address: str) -> dict[str, list[FileLine]]:
    """Return the files of each part; `address` is the version's. One query, none without files."""
    ids = ids_of(version)
    documents = {document.pk: document for document in get_document_model().objects.filter(pk__in=ids)} if ids else {}
    return {
        part: [_line(file, documents.get(int(file.get("document") or 0)), address) for file in files]
        for part, files in version.data.get("files", {}).items()
    }


def _line(file: dict[str, object], document: object, address: str) -> FileLine:
    title = str(file.get("title") or getattr(document, "title", ""))
    if document is None:
        return FileLine(title)
    pk, name = document.pk, document.file.name  # type: ignore[attr-defined]
    extension = PurePosixPath(name).suffix.lstrip(".").upper()
    return FileLine(title, f"{address}{FOLDER}/{pk}/", extension, document.file_size or 0)  # type: ignore[attr-defined]


def send(version: Version, document_id: int) -> HttpResponse:
    """Send a file of a published version; any other is 404."""
    document = get_document_model().objects.filter(pk=document_id).first() if document_id in ids_of(version) else None
    if document is None:
        raise Http404
    content_type = mimetypes.guess_type(document.filename)[0] or "application/octet-stream"
    return send_file(document.file.storage, document.file.name, content_type, download_name=document.filename)


def sections_of(parts: Iterable[Part]) -> dict[str, str]:
    """Return the addresses of the sections that the parts point to, by the slug of the section."""
    wanted = {part.section for part in parts if part.kind == PartKind.SECTION}
    if not wanted:
        return {}
    rows = BasePage.objects.live().filter(slug__in=wanted, depth__gt=2).values_list("slug", "url_path")
    return {slug: site_path(url_path) for slug, url_path in rows}
