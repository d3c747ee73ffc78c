from typing import Any

from django.core.management.base import CommandParser

from tenants import lifecycle
from tenants.management.school_command import SchoolCommand, operator
from tenants.models import School


class Command(SchoolCommand):
    """Gives a school another address; the old ones redirect."""

    help = "Give a school another address. The old addresses stay and redirect to it."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--to", required=True, help="The new short address.")

    def act(self, school: School, options: dict[str, Any]) -> School:
        return lifecycle.rename(school, options["to"], by=operator())
