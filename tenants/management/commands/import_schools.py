from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.city_import import ListError, Plan, build_planned, make_plan, read_list
from tenants.city_import.building import Progress
from tenants.city_import.reading import LARGEST_FILE
from tenants.provisioning import ProvisioningError


class Command(BaseCommand):
    """Creates all schools of an Excel or CSV list; run again, it goes on where it stopped."""

    help = "Create all schools of an .xlsx or .csv list (docs/school-lifecycle.md names the columns)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Check the list; write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open("rb") as stream:
                plan = make_plan(read_list(stream.read(LARGEST_FILE + 1)))
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from None
        except ListError as error:
            raise CommandError(str(error)) from None
        self._refuse_errors(plan)
        self.stdout.write(f"{len(plan.new)} new, {len(plan.unfinished)} to finish, {len(plan.done)} exist already.")
        if plan.ignored:
            self.stderr.write(f"Columns not read: {', '.join(plan.ignored)}")
        if options["dry_run"]:
            return
        try:
            failed = build_planned(plan, self._report)
        except ProvisioningError as error:
            raise CommandError(str(error)) from None
        if failed:
            raise CommandError(f"{failed} schools could not be built; run the same command again.")

    def _refuse_errors(self, plan: Plan) -> None:
        for error in plan.errors:
            self.stderr.write(f"{error.row}: {error.column}: {error.message}")
        if plan.errors:
            raise CommandError(f"{len(plan.errors)} errors; nothing was written.")

    def _report(self, progress: Progress) -> None:
        outcome = progress.error or f"{progress.seconds:.1f} s"
        self.stdout.write(f"{progress.number}/{progress.total} {progress.school.slug}: {outcome}")
