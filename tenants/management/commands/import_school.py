import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.management.school_command import operator, outcome
from tenants.provisioning import ProvisioningError
from tenants.transfer import import_school


class Command(BaseCommand):
    """Takes in a school that `export_school` wrote, here or on another install."""

    help = "Take in a school from a folder written by export_school. Only from folders you trust."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", required=True, type=Path)
        parser.add_argument("--slug", default="", help="Another short address than it had.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            school = import_school(
                options["folder"].absolute(), options["slug"], report=self.stderr.write, by=operator()
            )
        except ProvisioningError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(outcome(school), ensure_ascii=False))
