"""Planned interruptions of the service, told in time (NĐ 224/2026 Điều 13.1.a)."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.core import outbox
from cms.shared.working_days import working_days_between

DAYS_AHEAD = 7


class MaintenanceNotice(models.Model):
    """One planned interruption; shown on every page of the portal until it is over."""

    reason = models.CharField(
        _("what is done"),
        max_length=200,
        help_text=_("In words a parent understands, for example: servers are upgraded. At most 200 characters."),
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(
        _("expected end"), help_text=_("When the service is expected back. Visitors are told so.")
    )
    announced_at = models.DateTimeField(_("announced"), editable=False)

    panels = [FieldPanel("reason"), FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])]

    class Meta:
        verbose_name = _("planned interruption")
        verbose_name_plural = _("planned interruptions")
        ordering = ["-starts_at"]

    def __str__(self) -> str:
        return self.reason

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and put the notice on every page. Another beginning is another announcement."""
        if self._is_moved() or self.announced_at is None:
            self.announced_at = timezone.now()
        super().save(*args, **kwargs)
        outbox.record(self)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete, and take the notice off."""
        outbox.record(self)
        return super().delete(*args, **kwargs)

    @property
    def days_ahead(self) -> int:
        """Working days between the announcement and the interruption."""
        return working_days_between(_day(self.announced_at), _day(self.starts_at))

    @property
    def is_in_time(self) -> bool:
        """Whether it was announced at least seven working days ahead."""
        return self.days_ahead >= DAYS_AHEAD

    def clean(self) -> None:
        super().clean()
        if not self.starts_at or not self.ends_at:
            return
        if self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must come after the beginning.")})
        if self._is_moved() and working_days_between(timezone.localdate(), _day(self.starts_at)) < DAYS_AHEAD:
            raise ValidationError(
                {
                    "starts_at": _(
                        "A planned interruption is announced at least 7 working days ahead (NĐ 224/2026, Article 13)."
                    )
                }
            )

    def _is_moved(self) -> bool:
        before = type(self).objects.filter(pk=self.pk).values_list("starts_at", flat=True).first()
        return before != self.starts_at


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)
