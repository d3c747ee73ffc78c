from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context

from cms.compliance import tasks
from cms.compliance.evaluation import check_school
from cms.core import outbox
from cms.core.requirements import State
from tenants.enums import SchoolStatus
from tenants.models import School
from tenants.registry import registry
from tenants.schema import connection


class Command(BaseCommand):
    """Checks the requirements now, and plans the nightly checks."""

    help = "Check what Circular 37/2020 and its companions ask of each site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--school", action="append", help="Short address of one site (repeatable).")
        parser.add_argument("--queue", action="store_true", help="Leave the work to the worker.")

    def handle(self, *args: Any, **options: Any) -> None:
        schools = School.objects.filter(status=SchoolStatus.READY).order_by("pk")
        if options["school"]:
            schools = schools.filter(slug__in=options["school"])
            missing = set(options["school"]) - {school.slug for school in schools}
            if missing:
                raise CommandError(f"No such school in service: {', '.join(sorted(missing))}.")
        for school in schools:
            with schema_context(school.schema_name):
                connection.set_tenant(registry.school_for_schema(school.schema_name))
                self.stdout.write(f"{school.slug}: {_check(queue=options['queue'])}")


def _check(*, queue: bool) -> str:
    if queue:
        tasks.check_now()
        return "queued"
    evaluation = check_school()
    outbox.work_off()
    return ", ".join(f"{evaluation.total(state)} {state.value}" for state in State)
