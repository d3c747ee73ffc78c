from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "cms.events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from cms.events import read_models, requirement_checks, searching  # noqa: F401
