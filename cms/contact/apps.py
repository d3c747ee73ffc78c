from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactConfig(AppConfig):
    name = "cms.contact"
    label = "contact"
    verbose_name = _("Contact")

    def ready(self) -> None:
        from cms.contact import laying, notice, requirement_checks, searching, signal_handlers  # noqa: F401
