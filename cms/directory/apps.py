from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """The list of schools; its rows lie in cms.shared."""

    name = "cms.directory"
    label = "directory"
    verbose_name = _("Directory of schools")

    def ready(self) -> None:
        from cms.directory import read_models, requirement_checks, signal_handlers  # noqa: F401
