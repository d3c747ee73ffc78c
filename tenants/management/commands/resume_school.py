from typing import Any

from tenants import lifecycle
from tenants.management.school_command import SchoolCommand, operator
from tenants.models import School


class Command(SchoolCommand):
    """Puts a suspended or archived school back into service."""

    help = "Put a suspended or archived school back into service."

    def act(self, school: School, options: dict[str, Any]) -> School:
        return lifecycle.resume(school, by=operator())
