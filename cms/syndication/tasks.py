"""What has to be done in another school's schema, by a task that enters it."""

from typing import Any

from django_tasks import task
from django_tenants.utils import schema_context


def in_school(schema_name: str, job: Any, *args: Any) -> None:
    """Enqueue a task for another school, in the caller's transaction."""
    with schema_context(schema_name):
        job.enqueue(*args)


@task()
def bring_in_step(article_key: str) -> str:
    """Make this site's copy of an article what the original is now; returns what was done."""
    from cms.syndication import services

    return services.bring_in_step(article_key)


@task()
def remind_staff(directive_key: str) -> int:
    """Write to those who approve and administer this school; returns how many letters went out."""
    from cms.syndication import directives

    return directives.remind_staff(directive_key)


@task()
def remind_late(directive_key: str) -> int:
    """At the portal, two days before a deadline: remind the schools that have not opened it."""
    from cms.syndication import directives

    return directives.remind_late(directive_key)
