"""Alerts of one school."""

from django.utils.translation import gettext_lazy as _

from cms.core.models import VisibleRow
from cms.shared.models.alerts import AlertFields


class Alert(VisibleRow, AlertFields):
    """A notice above every page of the school, from one moment to another."""

    panels = AlertFields.alert_panels

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-starts_at", "-pk"]
