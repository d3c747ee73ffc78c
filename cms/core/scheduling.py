"""Publishing and withdrawing pages at the time their editor set.

Instead of a clock that walks through all schools, each scheduled page puts a task of its own
school into the queue, due at its time.
"""

from django.core.management import call_command
from django_tasks import task


@task()
def publish_due() -> None:
    """Publish and withdraw what is due in the current school."""
    call_command("publish_scheduled", verbosity=0)
