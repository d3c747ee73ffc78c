"""The list of documents."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.core.models import BasePage
from cms.core.routing import has_restrictions
from cms.documents.filters import Filters, options_of
from cms.documents.models.page import OfficialDocumentPage

DOCUMENTS_PER_PAGE = 20


class DocumentIndexPage(BasePage):
    """All documents of the site, searched and filtered (TT 37/2020 Điều 8, 9)."""

    template: ClassVar[str] = "pages/document_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "home.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = ["documents.OfficialDocumentPage"]
    max_count_per_parent = 1
    page_description = _("The list of all official documents, with search.")

    class Meta:
        verbose_name = _("list of documents")
        verbose_name_plural = _("lists of documents")

    def documents(self) -> Any:
        """Return the published documents below this page that everybody may see."""
        documents = OfficialDocumentPage.objects.child_of(self).live()
        return documents.public() if has_restrictions() else documents

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        documents = self.documents()
        options = options_of(documents)
        filters = Filters.read(request.GET, options)
        found = filters.apply(documents).newest().select_related("kind").prefetch_related("files__attachment")
        paginator = Paginator(found.defer("body", "search_text"), DOCUMENTS_PER_PAGE)
        context.update(
            options=options,
            filters=filters,
            page_obj=paginator.get_page(request.GET.get("trang")),
            page_query=filters.address,
        )
        return context
