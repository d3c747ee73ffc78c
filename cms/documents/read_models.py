"""Shared documents: what other sites may show of a site's documents."""

from collections.abc import Iterable

from cms.core import outbox
from cms.core.navigation import site_path
from cms.documents.models import OfficialDocumentPage
from cms.shared.models import SharedDocument
from tenants.changes import announce_content
from tenants.models import PORTAL_SCHEMA
from tenants.registry import registry
from tenants.schema import connection


def _pages_with_row() -> Iterable[int]:
    """Return the pages of the current site that have a row."""
    rows = SharedDocument.objects.filter(school__schema_name=connection.schema_name)
    return rows.values_list("page_id", flat=True)


@outbox.writes("documents.OfficialDocumentPage", known=_pages_with_row)
def write_shared_document(page_id: int) -> None:
    """Bring one document's row up to date; remove it when the document is not public (any more)."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None:
        return
    page = OfficialDocumentPage.objects.filter(pk=page_id).select_related("kind").first()
    if page is None or page.date is None or not page.live or page.get_view_restrictions().exists():
        SharedDocument.objects.filter(school_id=school.pk, page_id=page_id).delete()
    else:
        SharedDocument.objects.update_or_create(
            school_id=school.pk,
            page_id=page_id,
            defaults={
                "number": page.number,
                "title": page.title,
                "kind": page.kind.title if page.kind else "",
                "issuing_body": page.issuing_body,
                "issued_on": page.date,
                "host": school.primary_host,
                "path": site_path(page.url_path),
                "search_text": page.search_text,
            },
        )
    if not school.is_portal:
        announce_content(PORTAL_SCHEMA)
