from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compiles translations without GNU gettext, which a fresh machine does not have."""

    help = "Compile the translation catalogues that changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for root in settings.LOCALE_PATHS:
            for source in Path(root).rglob("*.po"):
                target = source.with_suffix(".mo")
                if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                    # Written aside first: two processes may compile at once.
                    partial = target.with_suffix(".mo.part")
                    polib.pofile(str(source)).save_as_mofile(str(partial))
                    partial.replace(target)
