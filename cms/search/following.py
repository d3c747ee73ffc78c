"""What comes of an entry that was written or removed, within the same transaction."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.documents.models import AbstractDocument

from cms.core import outbox
from cms.core.languages import ENGLISH
from cms.search import queue
from cms.search.tasks import read_file
from cms.shared.models import SearchFile
from tenants.models import School
from tenants.registry import PUBLIC
from tenants.schema import connection


def follow(keys: Sequence[str]) -> None:
    """Let the search server hear of them, and the worker read their files."""
    queue.add(keys)
    read_next(keys)


@receiver(pre_delete, sender=School)
def forget_school(sender: type, instance: School, **kwargs: Any) -> None:
    """The rows go with the school; the server has to be told."""
    queue.add_school(instance.pk)


@receiver([post_save, post_delete])
def look_at_entries(sender: type, instance: Any, created: bool = False, **kwargs: Any) -> None:
    """A file that is exchanged, renamed or deleted: what shows it is looked at anew."""
    if created or not isinstance(instance, AbstractDocument) or connection.schema_name == PUBLIC:
        return
    shown = SearchFile.objects.filter(entry__school__schema_name=connection.schema_name, attachment_id=instance.pk)
    by_model: dict[tuple[str, bool], set[int]] = {}
    for model, object_id, language in shown.values_list("entry__model", "entry__object_id", "entry__language"):
        by_model.setdefault((model, language == ENGLISH), set()).add(object_id)
    for (model, in_english), ids in by_model.items():
        outbox.record_ids(apps.get_model(model), sorted(ids), seen=False, in_english=in_english)


def read_next(keys: Sequence[str]) -> None:
    """Let the worker read the next file of each entry; the one after it follows when that has been read."""
    waiting = SearchFile.objects.filter(entry__key__in=keys, status=SearchFile.Status.WAITING)
    first = waiting.order_by("entry", "position", "pk").distinct("entry")
    for pk in first.values_list("pk", flat=True):
        read_file.enqueue(pk)
