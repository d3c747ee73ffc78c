"""The entries of the menu and the addresses below them."""

from collections.abc import Sequence
from functools import cached_property

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from cms.core import menus
from cms.core.portal_paths import portal_path
from cms.core.viewsets import AtThePortal
from cms.disclosures.entry.viewset import DisclosureMenuItem
from cms.disclosures.obligations.views import board, deadlines

VIEW_BOARD = "shared.view_disclosureduty"


class DeadlineViewSet(ViewSet):
    """A school's own deadlines."""

    name = "disclosure_deadlines"
    url_prefix = "han-cong-khai"
    menu_label = _("Deadlines of disclosures")
    menu_name = "disclosure-deadlines"
    menu_item_class = DisclosureMenuItem
    icon = "date"
    menu_order = 406
    add_to_admin_menu = True

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            path("", deadlines.Index.as_view(), name="index"),
            path("thay-doi/", deadlines.AddChange.as_view(), name="change"),
        ]

    @cached_property
    def menu_url(self) -> str:
        return reverse_lazy("disclosure_deadlines:index")  # type: ignore[return-value]


class DisclosureBoardViewSet(AtThePortal, ViewSet):
    """All schools and what each has to disclose."""

    name = "disclosure_board"
    url_prefix = "bang-cong-khai"
    menu_label = _("Disclosures of schools")
    menu_name = "disclosure-board"
    menu_permission = VIEW_BOARD
    icon = "date"
    menu_order = 22
    menu_hook = menus.OFFICE

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            portal_path("", board.Index.as_view(), "index"),
            portal_path("xuat/", board.Export.as_view(), "export"),
            portal_path("so-lieu/", board.Figures.as_view(), "figures"),
            portal_path("nhac/", board.Write.as_view(), "write"),
            portal_path("da-nhac/", board.Written.as_view(), "written"),
            portal_path("truong/<int:pk>/", board.OneSchool.as_view(), "school"),
        ]
