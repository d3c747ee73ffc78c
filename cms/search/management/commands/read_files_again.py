from typing import Any

from django.core.management.base import BaseCommand
from django_tenants.utils import schema_context

from cms.search.rereading import read_again
from tenants.enums import STATUSES_WITH_SCHEMA
from tenants.models import School


class Command(BaseCommand):
    """What the nights do bit by bit, at once: after text recognition was installed."""

    help = "Let the worker read files again that it can read now, or would read otherwise."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        schools = School.objects.filter(status__in=STATUSES_WITH_SCHEMA).order_by("schema_name")
        for schema_name in schools.values_list("schema_name", flat=True):
            with schema_context(schema_name):
                count += read_again(most=None)
        self.stdout.write(f"{count} files will be read again.")
