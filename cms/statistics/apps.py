from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "cms.statistics"
    label = "statistics"
    verbose_name = _("Statistics")

    def ready(self) -> None:
        from cms.statistics import tasks  # noqa: F401
