"""The admin's list of files, with a column that says what the search knows of each."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import IndexView

from cms.shared.models import SearchFile
from tenants.schema import connection

Status = SearchFile.Status
SAYINGS: dict[str, Promise] = {
    Status.WAITING: _("being read"),
    Status.READ: _("its text is found"),
    Status.UNREADABLE: _("unreadable: no text in it"),
    Status.SCANNED: _("unreadable: a scan without text recognition"),
    Status.LOCKED: _("unreadable: locked by a password"),
    Status.TOO_LARGE: _("unreadable: too large"),
    Status.BROKEN: _("unreadable: the file is broken"),
}


class FileListView(IndexView):  # type: ignore[misc]
    """Wagtail's list; one query more for the page of files that is shown, one for the counts above it."""

    template_name = "media/file_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many files the search can read."""
        context = super().get_context_data(**kwargs)
        if not self.results_only:
            context["search_counts"] = counts()
        return context  # type: ignore[no-any-return]

    @cached_property
    def columns(self) -> list[Column]:
        """Return Wagtail's columns and ours."""
        return [*super().columns, Column("search_note", label=_("In the search"), width="16%")]

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Add what is said in our column."""
        object_list = super().decorate_paginated_queryset(object_list)
        statuses = statuses_of(document.pk for document in object_list)
        for document in object_list:
            document.search_note = SAYINGS.get(statuses.get(document.pk, ""), "")
        return object_list


def statuses_of(ids: Iterable[int]) -> dict[int, str]:
    """Return the status of the current school's files that published pages show."""
    rows = SearchFile.objects.filter(entry__school__schema_name=connection.schema_name, attachment_id__in=list(ids))
    return dict(rows.order_by("read_at").values_list("attachment_id", "status"))


def counts() -> list[tuple[Promise, int]]:
    """Return what is said of the current school's files, with how many there are of each: many places, one file."""
    rows = SearchFile.objects.filter(entry__school__schema_name=connection.schema_name).order_by()
    found = dict(rows.values_list("status").annotate(Count("attachment_id", distinct=True)))
    return [(saying, found[status]) for status, saying in SAYINGS.items() if status in found]


file_list = require_admin_access(FileListView.as_view())
file_list_results = require_admin_access(FileListView.as_view(results_only=True))
