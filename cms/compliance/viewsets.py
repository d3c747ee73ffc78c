"""The entries of the menu and the addresses below them."""

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from cms.compliance.models import MaintenanceNotice
from cms.compliance.views import board, ratings, report
from cms.core import menus
from cms.core.portal_paths import portal_path
from cms.core.viewsets import AtThePortal, PortalRowViewSet

VIEW_BOARD = "shared.view_requirementstate"


class RequirementViewSet(ViewSet):
    """A site's own report."""

    name = "requirements"
    url_prefix = "yeu-cau"
    menu_label = _("Circular 37")
    # Not from the label: the menu marks every entry whose name begins like the current one's.
    menu_name = "own-requirements"
    icon = "clipboard-list"
    menu_order = 440
    add_to_admin_menu = True

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            path("", report.Report.as_view(), name="report"),
            path("xuat/<str:form>/", report.Export.as_view(), name="export"),
            path("kiem-tra/", report.CheckNow.as_view(), name="check"),
            path("xac-nhan/", report.Confirm.as_view(), name="confirm"),
        ]

    @cached_property
    def menu_url(self) -> str:
        from django.urls import reverse_lazy

        return reverse_lazy("requirements:report")  # type: ignore[return-value]


class BoardViewSet(AtThePortal, ViewSet):
    """All schools and all requirements."""

    name = "requirement_board"
    url_prefix = "bang-yeu-cau"
    menu_label = _("Requirements of schools")
    menu_name = "requirement-board"
    menu_permission = VIEW_BOARD
    icon = "table"
    menu_order = 20
    menu_hook = menus.OFFICE

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            portal_path("", board.Index.as_view(), "index"),
            portal_path("xuat/", board.Export.as_view(), "export"),
            portal_path("muc/<slug:code>/", board.OneRequirement.as_view(), "requirement"),
            portal_path("truong/<int:pk>/", board.OneSchool.as_view(), "school"),
        ]


class RatingViewSet(AtThePortal, ViewSet):
    """How content readers are."""

    name = "ratings"
    url_prefix = "hai-long"
    menu_label = _("Satisfaction")
    menu_permission = VIEW_BOARD
    icon = "thumbtack"
    menu_order = 40
    menu_hook = menus.OFFICE

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [portal_path("", ratings.Results.as_view(), "index")]


class MaintenanceViewSet(PortalRowViewSet):
    """Planned interruptions."""

    name = "maintenance"
    url_prefix = "tam-ngung"
    model = MaintenanceNotice
    icon = "time"
    menu_label = _("Planned interruptions")
    menu_order = 70
    menu_hook = menus.OFFICE
    list_display: ClassVar[list[str]] = ["reason", "starts_at", "ends_at", "announced_at"]
