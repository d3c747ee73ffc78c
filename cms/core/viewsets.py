"""Admin screens of rows that are no pages, alike in every app."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.urls import URLPattern
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.core.portal_paths import PortalPattern


class HeadingChooser(SnippetChooserViewSet):  # type: ignore[misc]
    """Chooses only: Wagtail's address for making a row there has no form, and falls over when it is sent one."""

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class HeadingViewSet(SnippetViewSet):  # type: ignore[misc]
    """Words under which pages are filed: made in their own list, chosen in the forms of pages."""

    chooser_viewset_class = HeadingChooser


class YesNoColumn(Column):  # type: ignore[misc]
    """A tick box as a word: Python's own would be shown as “True”."""

    def get_value(self, instance: Any) -> str:
        return _("Yes") if super().get_value(instance) else _("No")


class RowViewSet(ModelViewSet):
    """List, add, change, delete; history of changes. Nothing that a small list does not need."""

    copy_view_enabled: ClassVar[bool] = False
    add_to_admin_menu: ClassVar[bool] = True


class PortalRowViewSet(RowViewSet):
    """Rows of the public schema that the portal's people write; its addresses are 404 at schools."""

    # Nothing of a school refers to them, and the index of references lies in each school.
    add_to_reference_index: ClassVar[bool] = False

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            PortalPattern(pattern.pattern, pattern.callback, pattern.default_args, pattern.name)
            for pattern in super().get_urlpatterns()
        ]

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        shown = super().menu_item_class

        class AtThePortal(shown):  # type: ignore[valid-type]
            def is_shown(self, request: Any) -> bool:
                return bool(request.tenant.is_portal) and super().is_shown(request)

        return AtThePortal


class AtThePortal:
    """Mixin for entries that only the portal's menu has."""

    menu_permission = ""

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        permission = self.menu_permission

        class PortalMenuItem(MenuItem):
            def is_shown(self, request: Any) -> bool:
                return bool(request.tenant.is_portal and request.user.has_perm(permission))

        return PortalMenuItem
