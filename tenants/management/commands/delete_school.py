from typing import Any

from django.core.management.base import CommandParser

from tenants import removal
from tenants.management.school_command import SchoolCommand, operator
from tenants.models import School


class Command(SchoolCommand):
    """Deletes an archived school for ever."""

    help = "Delete an archived school for ever: pages, files, accounts, addresses."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--confirm", default="", help="The short address once more.")

    def act(self, school: School, options: dict[str, Any]) -> None:
        removal.delete(school, options["confirm"], by=operator())
        self.stderr.write(f"Deleted {school.slug}.")
