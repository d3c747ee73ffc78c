from typing import Any

from django.core.management.base import CommandParser

from tenants import lifecycle
from tenants.management.school_command import SchoolCommand, operator
from tenants.models import School


class Command(SchoolCommand):
    """Closes a school's site for now."""

    help = "Close a school's site for now; visitors read the reason."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--reason", default="", help="Shown to visitors. Required.")

    def act(self, school: School, options: dict[str, Any]) -> School:
        return lifecycle.suspend(school, options["reason"], by=operator())
