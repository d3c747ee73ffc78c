"""Carrying out a plan: all schools are entered in one transaction, then built one after the other."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from tenants.city_import.plan import Plan
from tenants.city_import.reading import ListError
from tenants.models import School
from tenants.provisioning import ProvisioningError, build_school, build_school_task, request_school
from tenants.registry import PUBLIC


@dataclass(frozen=True, slots=True)
class Progress:
    """One school is done: the how-manieth, of how many, after how many seconds; `error` is "" or why not."""

    number: int
    total: int
    school: School
    seconds: float
    error: str


def build_planned(plan: Plan, report: Callable[[Progress], None]) -> int:
    """Enter and build what the plan lacks; returns how many failed. Run again, it goes on."""
    schools = _register(plan)
    failed = 0
    for number, school in enumerate(schools, start=1):
        started, error = time.monotonic(), ""
        try:
            build_school(school)
        except ProvisioningError as problem:
            error = str(problem)
            failed += 1
        report(Progress(number, len(schools), school, time.monotonic() - started, error))
    return failed


def enqueue_planned(plan: Plan) -> int:
    """Enter the schools and leave the building to the workers; returns how many will be built."""
    with schema_context(PUBLIC), transaction.atomic():
        schools = _register(plan)
        for school in schools:
            build_school_task.enqueue(school.pk)
    return len(schools)


def _register(plan: Plan) -> list[School]:
    """All new rows or none; then every school of the plan that is not built, in the order of the list."""
    if plan.errors:
        raise ListError(_("The list has errors; nothing was entered."))
    with schema_context(PUBLIC), transaction.atomic():
        return [row.existing or request_school(row.request) for row in plan.rows if not row.is_done]
