"""Deleting a school for ever: schema, files, read models, tasks, hosts."""

from django.db import connection
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tenants.files import remove_files
from tenants.lifecycle import LifecycleError, taking
from tenants.models import ContentVersion, School


def delete(school: School, confirm_slug: str, *, by: str) -> None:
    """Delete an archived school, or one that was never built; `confirm_slug` must repeat its slug.

    Files go last and before the commit: interrupted anywhere, the row is still there and the
    same call finishes the work.
    """
    if confirm_slug != school.slug:
        raise LifecycleError(
            _("To delete “%(slug)s” for ever, repeat its address exactly; nothing was deleted.") % {"slug": school.slug}
        )
    with taking(school, "delete", by) as locked:
        schema_name = locked.schema_name
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {connection.ops.quote_name(schema_name)} CASCADE")
        DBTaskResult.objects.filter(args_kwargs__schema=schema_name).exclude(status=TaskResultStatus.RUNNING).delete()
        ContentVersion.objects.filter(schema_name=schema_name).delete()
        # Hosts and read models go with the row they point at.
        School.objects.filter(pk=locked.pk).delete()
        locked.pk = None  # as Django's own delete() leaves an object whose row is gone
        remove_files(schema_name)
