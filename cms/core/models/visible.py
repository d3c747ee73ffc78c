"""Rows that pages show although they are no pages: people, links, alerts."""

from typing import Any

from django.db import models, transaction

from cms.core import outbox


class VisibleRow(models.Model):
    """Saving or deleting one voids the school's cached pages, in the same transaction."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        outbox.record(self)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        outbox.record(self)
        return super().delete(*args, **kwargs)
