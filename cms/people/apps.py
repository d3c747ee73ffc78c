from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "cms.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from cms.people import requirement_checks, searching  # noqa: F401
