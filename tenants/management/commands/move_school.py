from typing import Any

from django.core.management.base import CommandParser

from tenants import lifecycle
from tenants.management.school_command import SchoolCommand, operator
from tenants.models import School


class Command(SchoolCommand):
    """Hands a school to another managing authority."""

    help = "Hand a school to another managing authority; its addresses stay."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--authority", required=True, help="The authority's full name.")

    def act(self, school: School, options: dict[str, Any]) -> School:
        return lifecycle.move_to_authority(school, options["authority"], by=operator())
