from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    name = "cms.syndication"
    label = "syndication"
    verbose_name = _("Shared articles")

    def ready(self) -> None:
        from cms.syndication import read_models, searching, signal_handlers  # noqa: F401
