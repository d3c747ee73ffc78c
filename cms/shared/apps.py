from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharedConfig(AppConfig):
    name = "cms.shared"
    label = "shared"
    verbose_name = _("Shared between schools")

    def ready(self) -> None:
        from cms.shared import searching

        searching.find_pages()
