"""The office's screens of the search: what means the same, what is shown first, what was looked for in vain."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from cms.core import menus
from cms.core.portal_paths import portal_path
from cms.core.screens import AdminScreen
from cms.core.viewsets import AtThePortal, PortalRowViewSet, YesNoColumn
from cms.search import fruitless
from cms.shared.models import FruitlessSearch, PromotedResult, SearchSynonym


class SynonymViewSet(PortalRowViewSet):
    """Words that mean the same, besides those that come with the program."""

    model = SearchSynonym
    name = "search_synonyms"
    url_prefix = "tu-dong-nghia"
    menu_label = _("Synonyms of the search")
    menu_order = 90
    menu_hook = menus.OFFICE
    icon = "list-ul"
    list_display: ClassVar[list[object]] = ["words", YesNoColumn("is_one_way", label=_("Only from the first"))]
    search_fields: ClassVar[list[str]] = ["words__unaccent"]


class PromotedViewSet(PortalRowViewSet):
    """Addresses shown on top."""

    model = PromotedResult
    name = "promoted_results"
    url_prefix = "ket-qua-gioi-thieu"
    menu_label = _("Recommended results")
    menu_order = 92
    menu_hook = menus.OFFICE
    icon = "pick"
    list_display: ClassVar[list[object]] = [
        "title",
        "words",
        Column("starts_on", label=_("Shown from")),
        Column("ends_on", label=_("Shown until")),
        YesNoColumn("in_schools", label=_("Also on the schools' sites")),
    ]
    search_fields: ClassVar[list[str]] = ["title__unaccent", "words__unaccent"]


class Report(PermissionCheckedMixin, AdminScreen, TemplateView):  # type: ignore[misc]
    """What visitors looked for in vain, by month."""

    model = FruitlessSearch
    permission_required: ClassVar[str] = "view"
    template_name = "search/fruitless.html"
    page_title = _("Searched without result")
    header_icon = "search"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = FruitlessSearch.objects.order_by("-month", "-searches", "words")[: fruitless.SHOWN]
        return super().get_context_data(rows=rows, visitors=fruitless.VISITORS, **kwargs)


class FruitlessViewSet(AtThePortal, ViewSet):
    """The report."""

    name = "fruitless_searches"
    url_prefix = "tim-khong-thay"
    menu_label = _("Searched without result")
    menu_name = "fruitless-searches"
    menu_permission = "shared.view_fruitlesssearch"
    icon = "search"
    menu_order = 94
    menu_hook = menus.OFFICE

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [portal_path("", Report.as_view(), "index")]
