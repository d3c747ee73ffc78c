"""When a site is checked: every night, soon after a publication, and at once when somebody asks."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from cms.compliance import probing
from cms.compliance.evaluation import check_school
from tenants.enums import SchoolStatus
from tenants.periodic import periodic
from tenants.registry import registry
from tenants.schema import connection
from tenants.tasks import enqueue_once

SOON = dt.timedelta(seconds=20)
NIGHT = dt.time(1, 30)
# So that 170 schools are not all checked in the same minute.
SPREAD = dt.timedelta(hours=3)
# What a publication brings to the portal comes before what is said about it.
LOW = -10


@task(priority=LOW)
def check_requirements() -> None:
    """Check the current school."""
    if _is_in_service():
        check_school()


@periodic(at=NIGHT, spread=SPREAD)
@task()
def check_nightly() -> None:
    """Check the current school, the network included where that is on."""
    if _is_in_service():
        probing.take_probe()
        check_school()


def check_soon() -> None:
    """Check the current school shortly; several publications in a row bring one check."""
    enqueue_once(check_requirements, timezone.now() + SOON)


def check_now() -> None:
    """Check the current school as soon as a worker is free."""
    check_requirements.using(priority=10).enqueue()


def _is_in_service() -> bool:
    school = registry.school_for_schema(connection.schema_name)
    return school is not None and school.status == SchoolStatus.READY
