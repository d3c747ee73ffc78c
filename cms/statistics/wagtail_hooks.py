"""The report in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.statistics.views import Report


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    return [path("luot-xem/", Report.as_view(), name="page_views")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    return MenuItem(_("Page views"), reverse("page_views"), icon_name="view", order=50)
