from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context

from cms.core import blueprint
from tenants.enums import SchoolStatus
from tenants.models import School


class Command(BaseCommand):
    """Adds the sections that a new version lays in new sites to those that exist; changes no page."""

    help = "Add the sections that sites lack of the present site tree."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", action="append", help="Only this school (repeatable).")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be added, and add nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        schools = School.objects.filter(status=SchoolStatus.READY).order_by("pk")
        if options["slug"]:
            schools = schools.filter(slug__in=options["slug"])
            unknown = set(options["slug"]) - {school.slug for school in schools}
            if unknown:
                raise CommandError(f"No such school in service: {', '.join(sorted(unknown))}.")
        for school in schools:
            with schema_context(school.schema_name):
                self._bring_up(school, dry_run=options["dry_run"])

    def _bring_up(self, school: School, *, dry_run: bool) -> None:
        for gap in blueprint.gaps(school):
            if gap.found is not None:
                kinds = f"{gap.found.specific_class._meta.label}, new sites have {gap.planned.type}"
                self.stdout.write(f"{school.slug}: {gap.path} is left as it is ({kinds})")
            elif dry_run:
                self.stdout.write(f"{school.slug}: {gap.path} would be added")
        if not dry_run:
            for path in blueprint.lay_missing(school):
                self.stdout.write(f"{school.slug}: {path} added")
