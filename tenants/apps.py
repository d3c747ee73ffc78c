from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """The registry of hosted sites."""

    name = "tenants"
    verbose_name = _("Hosted sites")

    def ready(self) -> None:
        from tenants import checks, signal_handlers  # noqa: F401
