"""The account of a person who works on a school's site."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Django's account with names in the Vietnamese order: family and middle names, then given name."""

    position = models.CharField(
        _("post"), max_length=120, blank=True, help_text=_("For example: teacher, clerk, principal.")
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        # Vietnamese lists sort by given name first.
        ordering = ["first_name", "last_name", "username"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return the name to show, never empty: `Nguyễn Thị Hoa`."""
        return f"{self.last_name} {self.first_name}".strip() or self.username
