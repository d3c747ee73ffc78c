"""Password reset and invitation with tokens bound to the school."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import account

from cms.core.invitations import invite_again
from cms.users import limits
from tenants.tokens import invitation_tokens, reset_tokens

TOO_MANY_LETTERS = _(
    "A link was asked for several times already. Please look into your mailbox, spam included, or try again in an hour."
)


class PasswordReset(account.PasswordResetView):
    """Wagtail's form; the mailed link works in this school only."""

    token_generator = reset_tokens

    def form_valid(self, form: Any) -> HttpResponse:
        if not limits.may_reset(self.request, form.cleaned_data["email"]):
            form.add_error("email", TOO_MANY_LETTERS)
            return self.form_invalid(form)  # type: ignore[no-any-return]
        invite_again(form.cleaned_data["email"])
        return super().form_valid(form)  # type: ignore[no-any-return]


class PasswordResetConfirm(account.PasswordResetConfirmView):
    """Sets a new password if the link is of this school."""

    token_generator = reset_tokens


class AcceptInvitation(account.PasswordResetConfirmView):
    """The invited person chooses a password; the link works once."""

    token_generator = invitation_tokens
    template_name = "users/accept_invitation.html"
    page_title = _("Welcome: choose your password")
    success_url = reverse_lazy("wagtailadmin_login")
