from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "cms.home"
    label = "home"
    verbose_name = _("Home pages")

    def ready(self) -> None:
        from cms.home import searching  # noqa: F401
