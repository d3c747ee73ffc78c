"""The account of a person who works on a school's site."""

from django.contrib.auth.hashers import check_password, make_password
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

    def check_password(self, raw_password: str | None) -> bool:
        """Django's, but two windows that sign in while the hash is renewed both stay signed in.

        Each would store a hash of its own, and a session ends when the hash it was opened with is replaced.
        """
        known = self.password
        is_right = check_password(raw_password, known, self._renew_hash)
        # Renewed by the other window, or changed for good: what is stored by now decides.
        return is_right and (self.password == known or check_password(raw_password, self.password))

    def _renew_hash(self, raw_password: str | None) -> None:
        unchanged = type(self)._default_manager.filter(pk=self.pk, password=self.password)
        renewed = make_password(raw_password)
        if unchanged.update(password=renewed):
            self.password = renewed
        else:
            self.refresh_from_db(fields=["password"])
