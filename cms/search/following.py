"""What comes of an entry that was written or removed, within the same transaction."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from cms.search import queue
from cms.search.tasks import read_file
from cms.shared.models import SearchFile
from tenants.models import School


def follow(keys: Sequence[str]) -> None:
    """Let the search server hear of them, and the worker read their files."""
    queue.add(keys)
    read_next(keys)


@receiver(pre_delete, sender=School)
def forget_school(sender: type, instance: School, **kwargs: Any) -> None:
    """The rows go with the school; the server has to be told."""
    queue.add_school(instance.pk)


def read_next(keys: Sequence[str]) -> None:
    """Let the worker read the next file of each entry; the one after it follows when that has been read."""
    waiting = SearchFile.objects.filter(entry__key__in=keys, status=SearchFile.Status.WAITING)
    first = waiting.order_by("entry", "position", "pk").distinct("entry")
    for pk in first.values_list("pk", flat=True):
        read_file.enqueue(pk)
