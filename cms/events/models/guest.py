"""Guests of an online meeting, each with an address of their own."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.events.models.event import JOIN, EventPage


def new_token() -> str:
    """Return 256 bits nobody can guess, as they stand in an address."""
    return secrets.token_urlsafe(32)


class EventGuest(models.Model):
    """Somebody invited to the online meeting of an event. Personal data: see `scrub`."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_at = models.DateTimeField(_("invited on"), auto_now_add=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    mailed_at = models.DateTimeField(_("mailed on"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("withdrawn on"), null=True, editable=False)

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        # Not the name: this goes into logs.
        return f"guest {self.pk}"

    @property
    def path(self) -> str:
        """The guest's own address below the event's."""
        return f"{JOIN}/{self.token}/"

    def scrub(self) -> None:
        """Forget who it was; the address no longer works."""
        self.name, self.email, self.token = "", "", new_token()
        self.save(update_fields=["name", "email", "token"])
