from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "cms.consultations"
    label = "consultations"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        from cms.consultations import requirement_checks, searching, signal_handlers  # noqa: F401
