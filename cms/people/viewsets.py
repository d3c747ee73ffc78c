"""Admin screens of the staff directory."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.core.viewsets import RowViewSet
from cms.people.models import Person, Unit


class PersonViewSet(RowViewSet):
    """People: name, post, contacts, consent."""

    model = Person
    name = "people"
    url_prefix = "nhan-su"
    menu_label = _("People")
    menu_order = 240
    icon = "group"
    list_display: ClassVar[list[str]] = ["name", "post", "unit", "email", "is_shown"]
    list_filter: ClassVar[list[str]] = ["role", "unit", "is_shown"]
    search_fields: ClassVar[list[str]] = ["name", "post"]


class UnitViewSet(RowViewSet):
    """Units: the headings of the staff list and the boxes of the chart."""

    model = Unit
    name = "units"
    url_prefix = "to-chuc"
    menu_label = _("Units and teams")
    menu_order = 241
    icon = "sitemap"
    list_display: ClassVar[list[str]] = ["name", "parent", "position"]
