from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Site")

    def ready(self) -> None:
        from tenants import content_types

        content_types.install()
        from cms.core import checks, signal_handlers  # noqa: F401
