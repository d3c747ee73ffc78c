import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.migration import Outcome, lagging_schemas, migrate_schemas


class Command(BaseCommand):
    """Replaces django-tenants' command: only schemas that lag are touched (docs/migrations.md)."""

    help = "Bring all schemas up to date: public, the template, then every school that lags."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schema", action="append", help="Only this school's schema (repeatable).")
        parser.add_argument("--processes", type=int, default=None, help="How many schools at once.")
        parser.add_argument("--check", action="store_true", help="Change nothing; exit 1 if a schema lags.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            lagging = lagging_schemas()
            for schema in lagging:
                self.stdout.write(f"{schema} lags")
            if lagging:
                sys.exit(1)
            self.stdout.write("All schemas are up to date.")
            return
        outcomes = migrate_schemas(self._report, options["processes"], options["schema"])
        broken = [o.schema for o in outcomes if o.error]
        if broken:
            raise CommandError(f"{len(broken)} of {len(outcomes)} schemas could not be migrated: {', '.join(broken)}.")
        self.stdout.write(f"{len(outcomes)} schemas migrated." if outcomes else "All schemas are up to date.")

    def _report(self, outcome: Outcome) -> None:
        if outcome.error:
            self.stderr.write(self.style.ERROR(f"{outcome.schema}: {outcome.error}"))
        else:
            self.stdout.write(f"{outcome.schema}: {outcome.applied} migrations in {outcome.seconds:.2f} s")
