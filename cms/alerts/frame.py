"""Puts the alerts of the moment above every page."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cms.alerts.models import Alert
from cms.core.addresses import is_external
from cms.core.frame import contributes, kept
from cms.shared.models import CityAlert
from cms.shared.models.alerts import AlertFields, Level
from tenants.middleware import portal_url
from tenants.registry import CurrentSchool

# More than two are noise: the others wait until one of them ends.
MOST = 2
LOUDNESS = {Level.BAD: 0, Level.WARN: 1, Level.INFO: 2}


@contributes
def alerts(request: HttpRequest) -> dict[str, Any]:
    """`alerts`: at most two, the gravest first. What is still to come is kept along, to begin in time."""
    school: CurrentSchool = request.tenant  # type: ignore[attr-defined]
    now = timezone.now()
    coming = kept("alerts", lambda: read_alerts(school))
    return {"alerts": [alert for alert in coming if _is_on(alert, now)][:MOST]}


def _is_on(alert: dict[str, Any], now: datetime) -> bool:
    return bool(alert["starts_at"] <= now < alert["ends_at"])


def read_alerts(school: CurrentSchool) -> list[dict[str, Any]]:
    """Return alerts that are not over: the city's that reach this school, and its own. Two queries."""
    now = timezone.now()
    city = [alert for alert in CityAlert.objects.filter(ends_at__gt=now) if alert.reaches(school)]
    own = list(Alert.objects.filter(ends_at__gt=now))
    found = [_plain(alert, portal_url()) for alert in city] + [_plain(alert, "") for alert in own]
    return sorted(found, key=lambda alert: LOUDNESS[alert["level"]])


def _plain(alert: AlertFields, root: str) -> dict[str, Any]:
    url = alert.url if not alert.url or is_external(alert.url) else root + alert.url
    names = ("level", "title", "text", "starts_at", "ends_at")
    return {**{name: getattr(alert, name) for name in names}, "url": url}
