from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplianceConfig(AppConfig):
    name = "cms.compliance"
    label = "compliance"
    verbose_name = _("Requirements of the circulars")

    def ready(self) -> None:
        from cms.compliance import checks, frame, read_models, signal_handlers, system_checks  # noqa: F401
