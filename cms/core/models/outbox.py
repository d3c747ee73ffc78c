"""The outbox of a school: what has changed and is not yet in the read models of public."""

from django.db import models


class OutboxEvent(models.Model):
    """One change of one object, written in the transaction that changed it.

    Says only *that* something changed; whoever works it off looks at the object as it is then.
    So events may be worked off late, twice or together, and the result is the same.
    """

    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
