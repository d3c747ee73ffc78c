from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = _("Pictures and files")

    def ready(self) -> None:
        from cms.media import (
            renditions,  # noqa: F401
            requirement_checks,  # noqa: F401
        )
