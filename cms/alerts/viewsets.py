"""Admin screens of alerts."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.alerts.models import Alert
from cms.core import menus
from cms.core.viewsets import PortalRowViewSet, RowViewSet
from cms.shared.models import CityAlert

COLUMNS = ["title", "level", "starts_at", "ends_at", Column("state", label=_("Status"))]


class AlertViewSet(RowViewSet):
    """Alerts of this site."""

    model = Alert
    name = "alerts"
    url_prefix = "thong-bao-khan"
    menu_label = _("Alerts")
    menu_order = 420
    icon = "warning"
    list_display: ClassVar[list[object]] = COLUMNS


class CityAlertViewSet(PortalRowViewSet):
    """Alerts of all schools; at the portal only."""

    model = CityAlert
    name = "city_alerts"
    url_prefix = "thong-bao-khan-thanh-pho"
    menu_label = _("Alerts of the city")
    menu_order = 50
    menu_hook = menus.OFFICE
    icon = "warning"
    list_display: ClassVar[list[object]] = COLUMNS
