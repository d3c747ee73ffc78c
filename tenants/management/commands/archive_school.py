from typing import Any

from django.core.management.base import CommandParser

from tenants import lifecycle
from tenants.management.school_command import SchoolCommand, operator
from tenants.models import School


class Command(SchoolCommand):
    """Keeps a school's site for reading only."""

    help = "Keep a school's site for reading only."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--reason", default="", help="Shown to visitors.")

    def act(self, school: School, options: dict[str, Any]) -> School:
        return lifecycle.archive(school, options["reason"], by=operator())
