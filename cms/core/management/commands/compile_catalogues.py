from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.core.catalogues import compile_catalogues


class Command(BaseCommand):
    """Compiles translations; see cms.core.catalogues."""

    help = "Compile the translation catalogues that changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        compile_catalogues(Path(root) for root in settings.LOCALE_PATHS)
