from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context

from cms.core import outbox
from tenants.enums import STATUSES_WITH_SCHEMA
from tenants.models import School


class Command(BaseCommand):
    """Rebuilds what schools show of one another, school by school, while they go on publishing."""

    help = "Rebuild the read models in public from the schools."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", action="append", help="Only this school (repeatable).")
        parser.add_argument("--only", choices=outbox.groups(), help="Only these read models.")
        parser.add_argument("--queue", action="store_true", help="Leave the work to the worker.")

    def handle(self, *args: Any, **options: Any) -> None:
        schools = School.objects.filter(status__in=STATUSES_WITH_SCHEMA).order_by("pk")
        if options["slug"]:
            schools = schools.filter(slug__in=options["slug"])
            missing = set(options["slug"]) - {school.slug for school in schools}
            if missing:
                raise CommandError(f"No such school: {', '.join(sorted(missing))}.")
        total = len(schools)
        for number, school in enumerate(schools, start=1):
            with schema_context(school.schema_name):
                count = outbox.rebuild(options["only"] or "")
                if not options["queue"]:
                    outbox.work_off()
            self.stdout.write(f"{number}/{total} {school.slug}: {count} objects")
