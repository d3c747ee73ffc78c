"""Admin screens of links."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.core import menus
from cms.core.viewsets import RowViewSet
from cms.links.models import LinkGroup


class LinkViewSet(RowViewSet):
    """Groups of links; the links of a group are put in order by dragging."""

    model = LinkGroup
    name = "links"
    url_prefix = "lien-ket"
    menu_label = _("Links")
    menu_order = 30
    menu_hook = menus.LISTS
    icon = "link"
    list_display: ClassVar[list[str]] = ["title", "place", "position"]
