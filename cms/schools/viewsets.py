"""The two entries of the portal's menu and all addresses below them."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.core import menus
from cms.core.portal_paths import portal_path
from cms.schools.views import city_list, failed, listing, school, steps


class PortalViewSet(ViewSet):
    """Shown at the portal to those who have `menu_permission`."""

    menu_permission = ""
    menu_hook = menus.OFFICE

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        permission = self.menu_permission

        class PortalMenuItem(MenuItem):
            def is_shown(self, request: Any) -> bool:
                return bool(request.tenant.is_portal and request.user.has_perm(permission))

        return PortalMenuItem


class SchoolViewSet(PortalViewSet):
    """Schools: list, add, import, change, steps of their life."""

    name = "schools"
    url_prefix = "truong"
    menu_label = _("Schools")
    menu_permission = "tenants.view_school"
    icon = "site"
    menu_order = 10

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        names = {"index_url_name": "schools:index", "index_results_url_name": "schools:index_results"}
        return [
            portal_path("", listing.Index.as_view(**names), "index"),
            portal_path("ket-qua/", listing.Index.as_view(**names, results_only=True), "index_results"),
            portal_path("tien-do/", listing.Progress.as_view(), "progress"),
            portal_path("them/", school.Add.as_view(), "add"),
            portal_path("nhap/", city_list.ImportList.as_view(), "import"),
            portal_path("nhap/mau/", city_list.ListTemplate.as_view(), "import_template"),
            portal_path("<int:pk>/", school.Detail.as_view(), "detail"),
            portal_path("<int:pk>/sua/", school.Edit.as_view(), "edit"),
            portal_path("<int:pk>/tao-lai/", school.Build.as_view(), "build"),
            portal_path("<int:pk>/<slug:step>/", steps.Step.as_view(), "step"),
        ]


class FailedTaskViewSet(PortalViewSet):
    """Tasks that failed for good."""

    name = "failed_tasks"
    url_prefix = "tac-vu-loi"
    menu_label = _("Failed tasks")
    menu_permission = "tenants.change_school"
    icon = "warning"
    menu_order = 80

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            portal_path("", failed.Failed.as_view(), "index"),
            portal_path("chay-lai/", failed.Retry.as_view(), "retry_all"),
            portal_path("<uuid:pk>/chay-lai/", failed.Retry.as_view(), "retry"),
            portal_path("<uuid:pk>/bo/", failed.Discard.as_view(), "discard"),
        ]
