"""Admin screens: the desk of questions and the list of frequent ones."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.contact.models import FaqEntry
from cms.contact.views import desk
from cms.core import menus
from cms.core.viewsets import PortalRowViewSet, RowViewSet, YesNoColumn
from cms.shared.models import WorkingDayOverride


class QuestionMenuItem(MenuItem):
    """Shown to those who may see questions."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("contact.view_question"))


class QuestionViewSet(ViewSet):
    """Questions of visitors: list, one question, steps."""

    name = "questions"
    url_prefix = "hoi-dap"
    menu_label = _("Questions")
    menu_order = 10
    menu_hook = menus.DESK
    icon = "help"

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        return QuestionMenuItem

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            path("", desk.Listing.as_view(), name="index"),
            path("<int:pk>/", desk.Detail.as_view(), name="detail"),
            path("<int:pk>/<slug:step>/", desk.Act.as_view(), name="step"),
        ]


class FaqViewSet(RowViewSet):
    """Frequent questions."""

    model = FaqEntry
    name = "faq"
    url_prefix = "cau-hoi-thuong-gap"
    menu_label = _("Frequent questions")
    menu_order = 30
    menu_hook = menus.DESK
    icon = "list-ul"
    list_display: ClassVar[list[object]] = ["question", "topic", "position", YesNoColumn("is_shown", label=_("Shown"))]
    list_filter: ClassVar[list[str]] = ["topic", "is_shown"]
    search_fields: ClassVar[list[str]] = ["question__unaccent"]


class WorkingDayViewSet(PortalRowViewSet):
    """Swaps and extra days off, by which every term of the city's sites is counted."""

    model = WorkingDayOverride
    name = "working_days"
    url_prefix = "lich-lam-viec"
    menu_label = _("Working calendar")
    menu_order = 60
    menu_hook = menus.OFFICE
    icon = "calendar-alt"
    list_display: ClassVar[list[object]] = ["date", YesNoColumn("is_working", label=_("Working day")), "note"]
