import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.enums import SchoolKind
from tenants.models import School
from tenants.provisioning import ProvisioningError, SchoolRequest, build_school, request_school


class Command(BaseCommand):
    """Creates a school, or finishes one whose creation was interrupted (--resume)."""

    help = "Create a school and print it as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True, help="First part of the host name, e.g. th-phu-hoa.")
        parser.add_argument("--name", help="Full name.")
        parser.add_argument("--kind", help=" | ".join(SchoolKind.values))
        for name in (
            "short-name",
            "ministry-code",
            "ward",
            "address",
            "phone",
            "email",
            "authority",
            "admin-email",
        ):
            parser.add_argument(f"--{name}", default="")
        parser.add_argument("--resume", action="store_true", help="Finish a school that was asked for before.")

    def handle(self, *args: Any, **options: Any) -> None:
        fields = SchoolRequest.__dataclass_fields__
        try:
            if options["resume"]:
                school = School.objects.filter(slug=options["slug"]).first()
                if school is None:
                    raise ProvisioningError(f"No school “{options['slug']}” was ever asked for.")
            else:
                school = request_school(SchoolRequest(**{name: options[name] or "" for name in fields}))
            school = build_school(school, report=self._report)
        except ProvisioningError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            json.dumps(
                {
                    "slug": school.slug,
                    "name": school.name,
                    "kind": school.kind,
                    "host": school.host,
                    "url": school.root_url + "/",
                    "schema": school.schema_name,
                    "status": str(school.status),
                },
                ensure_ascii=False,
            )
        )

    def _report(self, line: str) -> None:
        # Progress goes to stderr: stdout is JSON for whoever reads it.
        self.stderr.write(line)
