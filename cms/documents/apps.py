from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class DocumentsConfig(AppConfig):
    name = "cms.documents"
    label = "documents"
    verbose_name = _("Official documents")

    def ready(self) -> None:
        from cms.core.blueprint import lays_rows
        from cms.documents import read_models, requirement_checks, searching, signal_handlers  # noqa: F401

        lays_rows("documents.DocumentKind", DATA / "kinds.yaml")
        lays_rows("documents.DocumentField", DATA / "fields.yaml")
