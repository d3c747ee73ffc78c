from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context
from wagtail.hooks import search_for_hooks

from cms.core import outbox
from cms.shared.models import RebuiltSchool
from tenants.enums import STATUSES_WITH_SCHEMA
from tenants.models import School
from tenants.processes import available, in_processes
from tenants.progress import Progress


class Command(BaseCommand):
    """Rebuilds what schools show of one another, school by school, while they go on publishing."""

    help = "Rebuild the read models in public from the schools. What was interrupted goes on with --resume."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", action="append", help="Only this school (repeatable).")
        parser.add_argument("--only", choices=outbox.groups(), default="", help="Only these read models.")
        parser.add_argument("--queue", action="store_true", help="Leave the work to the worker: all read models.")
        parser.add_argument("--resume", action="store_true", help="Leave out the schools that the last run has done.")
        parser.add_argument("--processes", type=int, default=available(), help="How many schools at once.")

    def handle(self, *args: Any, **options: Any) -> None:
        only = options["only"]
        if options["queue"] and only:
            raise CommandError("The worker writes all read models: leave out --only, or --queue.")
        schools = self._schools(options["slug"])
        if not options["resume"]:
            RebuiltSchool.objects.filter(group=only).delete()
        done = set(RebuiltSchool.objects.filter(group=only).values_list("school_id", flat=True))
        left = [school for school in schools if school.pk not in done]
        work = _queue if options["queue"] else partial(_rebuild, only)
        # Once, and not in each of the processes.
        search_for_hooks()
        count, progress = 0, Progress(self.stdout, len(left), "schools")
        for slug, objects in in_processes(work, left, min(len(left), options["processes"])):
            count += objects
            progress.step(slug)
        self.stdout.write(f"{len(left)} schools, {count} objects")

    def _schools(self, slugs: list[str] | None) -> list[School]:
        schools = School.objects.filter(status__in=STATUSES_WITH_SCHEMA).order_by("pk")
        if slugs:
            schools = schools.filter(slug__in=slugs)
            missing = set(slugs) - {school.slug for school in schools}
            if missing:
                raise CommandError(f"No such school: {', '.join(sorted(missing))}.")
        return list(schools)


def _rebuild(only: str, school: School) -> tuple[str, int]:
    with schema_context(school.schema_name):
        count = outbox.rebuild_now(only)
    RebuiltSchool.objects.update_or_create(group=only, school_id=school.pk)
    return school.slug, count


def _queue(school: School) -> tuple[str, int]:
    with schema_context(school.schema_name):
        return school.slug, outbox.rebuild()
