"""Publishing and withdrawing pages at the time their editor set.

Instead of a clock that walks through all schools, each scheduled page puts a task of its own
school into the queue, due at its time.
"""

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from wagtail.models import Revision

from cms.core.models import BasePage


@task()
def publish_due() -> None:
    """Publish and withdraw what is due in the current school."""
    call_command("publish_scheduled", verbosity=0)


def plan_all() -> int:
    """Queue every time at which the current school publishes or withdraws a page; returns how many.

    For a school that came from another install: the tasks it had there did not come along.
    """
    now = timezone.now()
    go_live = Revision.objects.filter(approved_go_live_at__gt=now).values_list("approved_go_live_at", flat=True)
    expire = BasePage.objects.filter(live=True, expire_at__gt=now).values_list("expire_at", flat=True)
    times = sorted({*go_live, *expire})
    # What fell due on the way.
    publish_due.enqueue()
    for time in times:
        publish_due.using(run_after=time).enqueue()
    return len(times)
