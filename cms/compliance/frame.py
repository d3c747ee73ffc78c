"""What the decisions and a planned interruption put on every page."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.compliance.models import Governance, MaintenanceNotice
from cms.core.frame import contributes, kept
from tenants.models import PORTAL_SCHEMA
from tenants.schema import connection


@contributes
def marks(request: HttpRequest) -> dict[str, Any]:
    """The trust label and the school's management system at the foot; what is planned at the head."""
    values = kept("marks", _read)
    now = timezone.now()
    return {
        "trust_label": values["trust_label"],
        "school_system_url": values["school_system_url"],
        "maintenance": next((_told(*row) for row in values["maintenance"] if row[2] > now), None),
    }


def _read() -> dict[str, Any]:
    governance = Governance.objects.first() or Governance()
    # Announced by the portal; schools have none of their own, and ask nothing.
    notices = MaintenanceNotice.objects.filter(ends_at__gt=timezone.now()).order_by("starts_at")
    if connection.schema_name != PORTAL_SCHEMA:
        notices = notices.none()
    return {
        "trust_label": governance.trust_label,
        "school_system_url": governance.school_system_url,
        "maintenance": list(notices.values_list("reason", "starts_at", "ends_at")),
    }


def _told(reason: str, starts_at: dt.datetime, ends_at: dt.datetime) -> dict[str, str]:
    words = {
        "reason": reason,
        "start": date_format(timezone.localtime(starts_at), "H:i d/m/Y"),
        "end": date_format(timezone.localtime(ends_at), "H:i d/m/Y"),
    }
    return {
        "level": "info",
        "title": _("Planned interruption."),
        "text": _("%(reason)s, from %(start)s; expected back at %(end)s.") % words,
    }
