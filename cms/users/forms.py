"""Forms of people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

from cms.users import limits

LOCKED = _(
    "Too many attempts: for safety nobody can sign in with this user name, or from this place, for up to %(minutes)s"
    " minutes. Nothing is lost. Please wait, then try again, or use “Forgotten password?”."
)


class LoginForm(WagtailLoginForm):
    """Wagtail's own leaves the label of the password to its English name."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        """Ask how often this was tried before the password is looked at."""
        username = self.cleaned_data.get("username") or ""
        is_complete = bool(username and self.cleaned_data.get("password"))
        if is_complete and self.request and not limits.may_try(self.request, username):
            raise forms.ValidationError(LOCKED, code="locked", params={"minutes": limits.MINUTES})
        cleaned: dict[str, Any] = super().clean()
        if is_complete and self.request:
            limits.note_success(self.request, username)
        return cleaned
