"""How texts become public: dashboard, approval, checks, links, redirects."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    name = "cms.editing"
    label = "editing"
    verbose_name = _("Editing")

    def ready(self) -> None:
        from cms.core import publication
        from cms.editing import requirement_checks, signal_handlers  # noqa: F401
        from cms.editing.guard import EditorialGuard
        from cms.editing.links import services  # noqa: F401

        publication.guard(EditorialGuard())
