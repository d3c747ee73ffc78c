"""Days on which the office works or not, where that differs from the calendar."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from tenants.changes import announce_to_everyone


class WorkingDayOverride(models.Model):
    """A swap or an extra day off; written by the portal, read by every school."""

    date = models.DateField(_("date"), unique=True)
    is_working = models.BooleanField(
        _("people work on this day"),
        default=False,
        help_text=_("Tick for a Saturday that is worked in exchange; leave empty for an extra day off."),
    )
    note = models.CharField(
        _("decided by"), max_length=200, blank=True, help_text=_("Number of the decision. At most 200 characters.")
    )

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("is_working")]), FieldPanel("note")]

    class Meta:
        verbose_name = _("exception of the working calendar")
        verbose_name_plural = _("exceptions of the working calendar")
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; days off stand in the calendars of all sites."""
        super().save(*args, **kwargs)
        announce_to_everyone()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        announce_to_everyone()
        return super().delete(*args, **kwargs)
