from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimetablesConfig(AppConfig):
    name = "cms.timetables"
    label = "timetables"
    verbose_name = _("Timetables, menus and plans")

    def ready(self) -> None:
        from cms.timetables import requirement_checks, searching  # noqa: F401
