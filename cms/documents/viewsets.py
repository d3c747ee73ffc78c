"""The clerk's list of documents in the admin."""

from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import policy_registry

from cms.documents.models import DocumentField, DocumentKind, OfficialDocumentPage


class DocumentFilters(PageFilterSet):  # type: ignore[misc]
    """By kind, field, issuing body and day of issue."""

    kind = django_filters.ModelChoiceFilter(label=_("Kind of document"), queryset=DocumentKind.objects.all())
    field = django_filters.ModelChoiceFilter(label=_("Field"), queryset=DocumentField.objects.all())
    issuing_body = django_filters.CharFilter(label=_("Issuing body"), lookup_expr="icontains")
    date = django_filters.DateFromToRangeFilter(label=_("Day of issue"), widget=DateRangePickerWidget)

    class Meta:
        model = OfficialDocumentPage
        fields: list[str] = []


class DocumentListing(IndexView):  # type: ignore[misc]
    """Newest first; the number stands before the title."""

    default_ordering = "-date"
    base_columns: ClassVar[list[Column]] = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Abstract"), sort_key="title", classname="title"),
        Column("number", label=_("Number and symbol"), sort_key="number"),
        Column("kind", label=_("Kind of document"), sort_key="kind__position"),
        Column("issuing_body", label=_("Issuing body"), sort_key="issuing_body"),
        DateColumn("date", label=_("Day of issue"), sort_key="date"),
        PageStatusColumn("status", label=_("Publication"), sort_key="live"),
    ]

    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).prefetch_related("kind")

    def search_queryset(self, queryset: Any) -> Any:
        """As visitors search: `123` finds 123/QĐ-UBND."""
        return queryset.found_by(self.search_query).newest() if self.is_searching else queryset


class DocumentViewSet(PageListingViewSet):  # type: ignore[misc]
    """“Documents” in the main menu."""

    name = "official_documents"
    url_prefix = "van-ban"
    model = OfficialDocumentPage
    icon = "doc-full"
    menu_label = _("Official documents")
    menu_order = 150
    add_to_admin_menu = True
    index_view_class = DocumentListing
    filterset_class = DocumentFilters

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """Not for those who may not touch a page: a clerk who only answers."""

        class ForWriters(MenuItem):
            def is_shown(self, request: Any) -> bool:
                policy = policy_registry.get_by_type(OfficialDocumentPage)
                return bool(policy.user_has_any_permission(request.user, ["add", "change", "publish"]))

        return ForWriters
