"""Alerts begin and end by themselves: at those moments the cached pages become void."""

from django_tasks import task

from tenants.changes import announce_content, announce_to_everyone
from tenants.schema import connection


@task()
def refresh_school() -> None:
    """Render the current school's pages anew."""
    announce_content(connection.schema_name)


@task()
def refresh_everyone() -> None:
    """Render all schools' pages anew."""
    announce_to_everyone()
