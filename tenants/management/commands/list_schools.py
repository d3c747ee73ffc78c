import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.models import School


class Command(BaseCommand):
    """Lists all hosted sites, the portal included."""

    help = "List all hosted sites."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            {"slug": s.slug, "name": s.name, "kind": s.kind, "host": s.host, "status": str(s.status)}
            for s in School.objects.prefetch_related("domains").order_by("pk")
        ]
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['slug']:<40} {row['kind']:<24} {row['status']:<10} {row['host']}  {row['name']}")
