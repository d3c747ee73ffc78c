from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    name = "cms.links"
    label = "links"
    verbose_name = _("Links")

    def ready(self) -> None:
        from cms.links import frame, laying, requirement_checks  # noqa: F401
