"""What a document's page shows of its files and of other documents."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from cms.core.routing import has_restrictions
from cms.documents.signature_words import SignatureWords, words_for

if TYPE_CHECKING:
    from cms.documents.models import DocumentFile, OfficialDocumentPage


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with its link."""

    title: str
    url: str
    extension: str
    size: int
    signature: SignatureWords | None


@dataclass(frozen=True, slots=True)
class Related:
    """Other documents under one heading."""

    heading: str
    documents: "list[OfficialDocumentPage]"


def file_lines(page: "OfficialDocumentPage") -> list[FileLine]:
    """Return the files in their order, each with what is known of its signature: two queries."""
    from cms.documents.models import SignatureReport

    # A draft's row may still wait for its file.
    files = [file for file in page.files.all() if file.attachment_id]
    prefetch_related_objects(files, "attachment")
    hashes = {file.attachment.file_hash for file in files if file.attachment}
    reports = {report.file_hash: report for report in SignatureReport.objects.filter(file_hash__in=hashes)}
    return [_line(page, file, reports) for file in files]


def _line(page: "OfficialDocumentPage", file: "DocumentFile", reports: dict[str, Any]) -> FileLine:
    attachment: Any = file.attachment
    return FileLine(
        title=str(file),
        url=file.url if page.live else attachment.url,
        extension=file.extension.upper(),
        size=attachment.file_size or 0,
        signature=words_for(reports.get(attachment.file_hash)) if file.extension == "pdf" else None,
    )


def related(page: "OfficialDocumentPage") -> list[Related]:
    """Return what this document replaces and amends, and what replaces and amends it: two queries."""
    from cms.documents.models import DocumentRelation, OfficialDocumentPage

    kinds = DocumentRelation.Kind
    out = [(relation.kind, relation.target_id) for relation in page.relations.all() if relation.target_id]
    back = list(DocumentRelation.objects.filter(target=page.pk).values_list("kind", "page_id")) if page.pk else []
    documents = OfficialDocumentPage.objects.live().filter(pk__in={pk for _kind, pk in out + back}).newest()
    visible = documents.public() if has_restrictions() else documents
    found = list(visible) if out or back else []
    headings = (
        (_("Replaces"), kinds.REPLACES, out),
        (_("Amends"), kinds.AMENDS, out),
        (_("Replaced by"), kinds.REPLACES, back),
        (_("Amended by"), kinds.AMENDS, back),
    )
    groups = [
        Related(heading, [document for document in found if (kind, document.pk) in pairs])
        for heading, kind, pairs in headings
    ]
    return [group for group in groups if group.documents]
