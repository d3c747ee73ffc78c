from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Everything a page loads, ready to be served: fonts, translations, hashed and compressed files."""

    help = "Build fonts, translations and static files."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("build_fonts", verbosity=0)
        call_command("compile_catalogues")
        call_command("collectstatic", interactive=False, verbosity=0)
