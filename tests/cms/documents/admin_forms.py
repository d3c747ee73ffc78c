"""What the admin's form of a document sends."""

from collections.abc import Sequence
from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield


def form(*, attached: list[int], earlier: Sequence[tuple[str, int]] = (), **fields: Any) -> dict[str, Any]:
    """A form with these files (ids of attachments) and relations (kind, id of the other document)."""
    values = {
        "number": "45/KH-THPH",
        "title": "Kế hoạch năm học",
        "slug": "ke-hoach-nam-hoc",
        "kind": "",
        "field": "",
        "issuing_body": "Trường Tiểu học A",
        "date": "20/11/2026",
        "effective_on": "",
        "expires_on": "",
        "signer": "",
        "abstract": "",
        "body": streamfield([]),
        "files": inline_formset([{"attachment": pk, "label": ""} for pk in attached]),
        "relations": inline_formset([{"kind": kind, "target": pk} for kind, pk in earlier]),
    }
    return nested_form_data({**values, **fields})  # type: ignore[no-any-return]


def form_of(page: Any, **fields: Any) -> dict[str, Any]:
    """The form of an existing document as it is, but for `fields`; its inlines are kept."""
    files = inline_formset(
        [{"id": file.pk, "attachment": file.attachment_id, "label": file.label} for file in page.files.all()],
        initial=page.files.count(),
    )
    values = {"title": page.title, "slug": page.slug, "number": page.number, "issuing_body": page.issuing_body}
    return form(attached=[], **{**values, "files": files, **fields})
