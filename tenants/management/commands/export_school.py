from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from tenants.management.school_command import SchoolCommand
from tenants.models import School
from tenants.transfer import export_school


class Command(SchoolCommand):
    """Writes a school into a folder that another install can take in."""

    help = "Write a school (database, files, manifest) into a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--to", required=True, type=Path, help="A folder that does not exist yet.")

    def act(self, school: School, options: dict[str, Any]) -> School:
        manifest = export_school(school, options["to"].absolute(), report=self.stderr.write)
        size = sum(file[0] for file in manifest.files.values())
        self.stderr.write(f"{len(manifest.files)} files, {size / 1_000_000:.1f} MB in {options['to']}")
        return school
