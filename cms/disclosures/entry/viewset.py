"""The entry of the menu and the addresses below it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.disclosures.entry.views import entering, excel, listing, review

ENTER = "disclosures.change_disclosure"


class DisclosureMenuItem(MenuItem):
    """For those who fill in forms, at schools."""

    def is_shown(self, request: Any) -> bool:
        return bool(not request.tenant.is_portal and request.user.has_perm(ENTER))


class DisclosureViewSet(ViewSet):
    """What the school discloses: by year, form by form."""

    name = "disclosures"
    url_prefix = "cong-khai"
    menu_label = _("Public disclosure")
    icon = "table"
    # Right below what everybody writes: for an accountant it is the only entry that counts.
    menu_order = 405
    add_to_admin_menu = True

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        return DisclosureMenuItem

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            path("", listing.Listing.as_view(), name="index"),
            path("mo-nam/", listing.OpenYear.as_view(), name="open_year"),
            path("<int:pk>/", entering.Entry.as_view(), name="entry"),
            path("<int:pk>/tu-luu/", entering.Autosave.as_view(), name="autosave"),
            path("<int:pk>/lay-nam-truoc/", entering.TakeOver.as_view(), name="take_over"),
            path("<int:pk>/bieu-mau.xlsx", excel.Template.as_view(), name="template"),
            path("<int:pk>/nhap-excel/", excel.Import.as_view(), name="import"),
            path("<int:pk>/doc-lai/", review.Review.as_view(), name="review"),
            path("<int:pk>/cong-bo/", review.Publish.as_view(), name="publish"),
            path("<int:pk>/tra-lai/", review.SendBack.as_view(), name="send_back"),
        ]
