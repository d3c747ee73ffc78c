from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosuresConfig(AppConfig):
    name = "cms.disclosures"
    label = "disclosures"
    verbose_name = _("Disclosures")

    def ready(self) -> None:
        from cms.disclosures import keeping, read_models, requirement_checks, searching  # noqa: F401
        from cms.disclosures.obligations import read_models as duties  # noqa: F401
        from cms.disclosures.obligations import tasks  # noqa: F401
