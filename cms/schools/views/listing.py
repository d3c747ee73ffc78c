"""The list of schools, and how far building has come."""

from typing import Any, ClassVar

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from cms.schools.views.base import PortalView
from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import School
from tenants.provisioning import unfinished
from tenants.slugs import vietnamese_slug


class SchoolFilterSet(WagtailFilterSet):
    """Filters beside the list."""

    class Meta:
        model = School
        fields: ClassVar[list[str]] = ["status", "kind", "authority"]


class Index(generic.IndexView):
    """All schools with kind, ward, status and host; searched without regard to tone marks."""

    model = School
    any_permission_required: ClassVar[list[str]] = ["view"]
    filterset_class = SchoolFilterSet
    search_fields: ClassVar[list[str]] = ["name__unaccent", "short_name__unaccent", "ward__unaccent", "ministry_code"]
    default_ordering = "name"
    paginate_by = 50
    header_icon = "site"
    page_title = _("Schools")
    results_template_name = "schools/index_results.html"
    add_item_label = _("Add a school")
    columns: ClassVar[list[Column]] = [
        TitleColumn(
            "name",
            label=_("Name"),
            sort_key="name",
            get_url=lambda school: reverse("schools:detail", args=[school.pk]),
        ),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("ward", label=_("Ward"), sort_key="ward"),
        StatusTagColumn(
            "get_status_display",
            label=_("Status"),
            sort_key="status",
            primary=lambda school: school.status == SchoolStatus.READY,
        ),
        Column("host", label=_("Address on the web")),
        Column("progress", label=_("Progress")),
    ]

    def get_base_queryset(self) -> "QuerySet[School]":
        return School.objects.exclude(kind=SchoolKind.OFFICE).prefetch_related("domains")

    def search_queryset(self, queryset: "QuerySet[School]") -> "QuerySet[School]":
        if not self.is_searching:
            return queryset
        wanted = Q(slug__contains=vietnamese_slug(self.search_query) or self.search_query)
        for field in self.search_fields:
            wanted |= Q(**{f"{field}__icontains": self.search_query})
        return queryset.filter(wanted)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.user_has_permission("add"):
            return []
        return [
            HeaderButton(self.add_item_label, url=reverse("schools:add"), icon_name="plus"),
            HeaderButton(_("Import a list"), url=reverse("schools:import"), icon_name="upload"),
        ]


class Progress(PortalView, TemplateView):
    """How many schools are still to be built; renews itself until none is."""

    page_title = _("Building the schools")
    template_name = "schools/progress.html"

    def get_template_names(self) -> list[str]:
        return ["schools/_progress.html" if self.request.htmx else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = School.objects.exclude(kind=SchoolKind.OFFICE).aggregate(
            total=Count("pk"),
            waiting=Count("pk", filter=Q(status=SchoolStatus.REQUESTED)),
            building=Count("pk", filter=Q(status=SchoolStatus.BUILDING)),
        )
        failed = [school for school in unfinished() if school.status == SchoolStatus.FAILED]
        return super().get_context_data(
            **counts,
            failed=failed,
            finished=counts["total"] - counts["waiting"] - counts["building"] - len(failed),
            is_moving=bool(counts["waiting"] or counts["building"]),
            **kwargs,
        )
