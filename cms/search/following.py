"""What comes of an entry that was written or removed, within the same transaction."""

from cms.shared.models import SearchFile


def follow(key: str) -> None:
    """Let the worker read the entry's next file; the one after it follows when that has been read."""
    waiting = SearchFile.objects.filter(entry__key=key, status=SearchFile.Status.WAITING)
    first = waiting.order_by("position", "pk").values_list("pk", flat=True).first()
    if first is not None:
        # Here, not above: it takes the registry of models, which is not filled yet.
        from cms.search.tasks import read_file

        read_file.enqueue(first)
