"""What the check of a file's digital signature found."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignatureReport(models.Model):
    """One result per content: the same file attached twice is checked once."""

    class State(models.TextChoices):
        TRUSTED = "trusted", _("signed")
        UNVERIFIED = "unverified", _("signed, chain of certificates not verified")
        MODIFIED = "modified", _("changed after signing")
        UNSIGNED = "unsigned", _("not signed")
        ENCRYPTED = "encrypted", _("locked by a password")
        UNREADABLE = "unreadable", _("cannot be read")

    file_hash = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=12, choices=State.choices)
    # [{"signer": …, "organization": …, "signed_at": "2026-11-20T08:00:00+07:00"}], oldest first.
    signatures: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    checked_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("result of a signature check")
        verbose_name_plural = _("results of signature checks")

    def __str__(self) -> str:
        return f"{self.file_hash[:12]} {self.state}"
