from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "cms.alerts"
    label = "alerts"
    verbose_name = _("Alerts")

    def ready(self) -> None:
        from cms.alerts import frame, signal_handlers  # noqa: F401
