"""What the checks found in this site, day by day."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.requirements import State


class Evaluation(models.Model):
    """All findings of the newest day; of days past only the totals are kept."""

    day = models.DateField(_("day"), unique=True)
    checked_at = models.DateTimeField(_("checked"))
    # [{code, state, message, fix_url}], in the order of the regulation.
    findings: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    totals: "models.JSONField[Any, Any]" = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("check of the requirements")
        verbose_name_plural = _("checks of the requirements")
        ordering = ["-day"]

    def __str__(self) -> str:
        return str(self.day)

    def total(self, state: State) -> int:
        """Return how many requirements were in this state."""
        return int(self.totals.get(state.value, 0))


class SelfCheck(models.Model):
    """Somebody has gone through the report and answers for it (TT 37/2020 Điều 16)."""

    confirmed_at = models.DateTimeField(_("confirmed"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    totals: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("yearly self-check")
        verbose_name_plural = _("yearly self-checks")
        ordering = ["-confirmed_at"]

    def __str__(self) -> str:
        return f"{self.confirmed_at:%d/%m/%Y}"


class NetworkProbe(models.Model):
    """What the site looks like from the network; there is at most one row, the newest."""

    taken_at = models.DateTimeField()
    results: "models.JSONField[Any, Any]" = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.taken_at:%d/%m/%Y}"
