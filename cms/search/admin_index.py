"""The admin's own index is built anew where a new version keeps other words in it: by the worker, school by school."""

import hashlib

from django.conf import settings
from django.core.management import call_command
from django_tasks import task
from modelsearch.index import get_indexed_models

from cms.search.admin_backend import CONFIGURATION
from tenants import upkeep
from tenants.models import School

# Raise it when the same rows are to be kept in another way.
VERSION = 1
# Some seconds a school; meanwhile the old index answers.
LATER = -30


@task(priority=LATER)
def rebuild_admin_index() -> None:
    """Task: look at every row of the current school that the admin's lists find."""
    call_command("rebuild_modelsearch_index", verbosity=0)


def stamp() -> str:
    """Return a digest of how the index is made and of which fields."""
    fields = [
        (model._meta.label, sorted(f"{type(one).__name__} {one.field_name}" for one in model.search_fields))
        for model in get_indexed_models()
    ]
    made = (VERSION, settings.MODELSEARCH_BACKENDS, CONFIGURATION, sorted(fields))
    return hashlib.sha256(repr(made).encode()).hexdigest()[:16]


def rebuild_later(school: School) -> None:
    """Queue the work: migrating waits for nothing."""
    rebuild_admin_index.enqueue()


upkeep.register(stamp, rebuild_later)
