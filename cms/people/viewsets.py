"""Admin screens of the staff directory."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.core import menus
from cms.core.viewsets import RowViewSet, YesNoColumn
from cms.people.models import Person, Unit


class PersonViewSet(RowViewSet):
    """People: name, post, contacts, consent."""

    model = Person
    name = "people"
    url_prefix = "nhan-su"
    menu_label = _("Staff")
    menu_order = 10
    menu_hook = menus.LISTS
    icon = "group"
    list_display: ClassVar[list[object]] = ["name", "post", "unit", "email", YesNoColumn("is_shown", label=_("Shown"))]
    list_filter: ClassVar[list[str]] = ["role", "unit", "is_shown"]
    search_fields: ClassVar[list[str]] = ["name__unaccent", "post__unaccent"]


class UnitViewSet(RowViewSet):
    """Units: the headings of the staff list and the boxes of the chart."""

    model = Unit
    name = "units"
    url_prefix = "to-chuc"
    menu_label = _("Units and teams")
    menu_order = 20
    menu_hook = menus.LISTS
    icon = "folder-inverse"
    list_display: ClassVar[list[str]] = ["name", "parent", "position"]
