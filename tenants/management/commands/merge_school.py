from typing import Any

from django.core.management.base import CommandParser

from tenants import lifecycle
from tenants.management.school_command import SchoolCommand, operator
from tenants.models import School


class Command(SchoolCommand):
    """Archives a school and sends its addresses to another one."""

    help = "Archive a school, send its addresses to another; its pages stay readable below cu-<slug>."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--into", required=True, help="The short address of the school that goes on.")

    def act(self, school: School, options: dict[str, Any]) -> School:
        return lifecycle.merge(school, lifecycle.find_school(options["into"]), by=operator())
