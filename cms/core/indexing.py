"""Search and reference index of a school, built in one go after bulk work."""

from django.core.management import call_command
from django_tasks import task


@task()
def reindex_school() -> None:
    """Rebuild the current school's search entries and its record of who refers to what."""
    call_command("rebuild_modelsearch_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
