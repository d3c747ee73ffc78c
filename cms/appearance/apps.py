from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppearanceConfig(AppConfig):
    name = "cms.appearance"
    label = "appearance"
    verbose_name = _("Appearance")

    def ready(self) -> None:
        from cms.appearance import look  # noqa: F401
