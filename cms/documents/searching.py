"""How official documents are found: by number, abstract, issuing body and what is in their files."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cms.documents.models import OfficialDocumentPage
from cms.shared import searching
from cms.shared.findable import Attached


@searching.finds("documents.OfficialDocumentPage")
class FoundDocument(searching.PageKind):
    """A document; its number stands above the title."""

    kind, name = "van-ban", _("Official documents")
    weight: ClassVar[int] = 1

    def body(self, page: OfficialDocumentPage) -> str:
        """Kind, field, issuing body and signer, the whole abstract, the text."""
        headings = (page.kind, page.field)
        parts = (*(str(one.title) for one in headings if one), page.issuing_body, page.signer, super().body(page))
        return "\n".join(filter(None, parts))

    def files(self, page: Any) -> Iterable[Attached]:
        """The document's files under its own address, then those in the text."""
        for file in page.files.select_related("attachment"):
            if file.attachment_id:
                yield Attached(file.attachment_id, str(file), file.url)
        yield from super().files(page)
