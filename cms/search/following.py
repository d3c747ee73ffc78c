"""What comes of an entry that was written or removed, within the same transaction."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from cms.search import queue
from cms.search.tasks import read_file
from cms.shared.models import SearchFile
from tenants.models import School


def follow(key: str) -> None:
    """Let the search server hear of it, and the worker read its files."""
    queue.add(key)
    read_next(key)


@receiver(pre_delete, sender=School)
def forget_school(sender: type, instance: School, **kwargs: Any) -> None:
    """The rows go with the school; the server has to be told."""
    queue.add_school(instance.pk)


def read_next(key: str) -> None:
    """Let the worker read the entry's next file; the one after it follows when that has been read."""
    waiting = SearchFile.objects.filter(entry__key=key, status=SearchFile.Status.WAITING)
    first = waiting.order_by("position", "pk").values_list("pk", flat=True).first()
    if first is not None:
        read_file.enqueue(first)
