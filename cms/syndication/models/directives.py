"""Directives: what the office has sent, and what a school has seen."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SentDirective(models.Model):
    """What the office asks of schools (portal only)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255, help_text=_("At most 255 characters."))
    text = models.TextField(_("text"), max_length=10_000, help_text=_("What is to be done. At most 10,000 characters."))
    deadline = models.DateField(
        _("deadline"),
        null=True,
        blank=True,
        help_text=_("Schools that have not opened it are reminded two days before. May stay empty."),
    )
    needs_confirmation = models.BooleanField(
        _("schools must confirm"),
        default=False,
        help_text=_("Each school presses “We have received it and will do it”; opening alone is not enough."),
    )
    receivers = models.JSONField(default=list, editable=False)
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class SentFile(models.Model):
    """A file of a directive, in the closed part of the shared storage."""

    directive = models.ForeignKey(SentDirective, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=150)
    stored = models.CharField(max_length=255)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("file of a directive")
        verbose_name_plural = _("files of directives")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class SeenDirective(models.Model):
    """When this school opened and confirmed a directive, and who: the names stay here."""

    directive_key = models.UUIDField(unique=True, editable=False)
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_by_role = models.CharField(_("opened by"), max_length=80)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_by_role = models.CharField(_("confirmed by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("directive seen")
        verbose_name_plural = _("directives seen")

    def __str__(self) -> str:
        return str(self.directive_key)
