"""What all commands about one school have in common."""

import getpass
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.lifecycle import find_school
from tenants.models import School
from tenants.provisioning import ProvisioningError


class SchoolCommand(BaseCommand):
    """Finds the school of --slug, takes one step, prints the outcome as JSON.

    A subclass writes `act`; what it raises as ProvisioningError becomes one line and exit 1.
    """

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True, help="The school's short address, e.g. th-phu-hoa.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            school = self.act(find_school(options["slug"]), options)
        except ProvisioningError as error:
            raise CommandError(str(error)) from None
        if school is not None:
            self.stdout.write(json.dumps(outcome(school), ensure_ascii=False))

    def act(self, school: School, options: dict[str, Any]) -> School | None:
        """Take the step; return the school as it is now, or None when there is nothing to print."""
        raise NotImplementedError


def outcome(school: School) -> dict[str, str]:
    """A school as the commands print it."""
    return {
        "slug": school.slug,
        "name": school.name,
        "kind": school.kind,
        "host": school.host,
        "url": school.root_url + "/",
        "schema": school.schema_name,
        "status": str(school.status),
    }


def operator() -> str:
    """Who runs a command, for the log."""
    return f"shell:{getpass.getuser()}"
