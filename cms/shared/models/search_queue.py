"""Entries that the search server has yet to hear of."""

from django.db import models


class SearchWaiting(models.Model):
    """A key that was written or removed since the server was last told; only where there is a server."""

    key = models.CharField(max_length=160, primary_key=True)
    # Grows with every change: what has changed while it was sent stays.
    times = models.PositiveIntegerField(default=1)
    since = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["since"], name="shared_search_since")]

    def __str__(self) -> str:
        return self.key
