"""Password reset and invitation with tokens bound to the school."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import account

from tenants.tokens import invitation_tokens, reset_tokens


class PasswordReset(account.PasswordResetView):
    """Wagtail's form; the mailed link works in this school only."""

    token_generator = reset_tokens


class PasswordResetConfirm(account.PasswordResetConfirmView):
    """Sets a new password if the link is of this school."""

    token_generator = reset_tokens


class AcceptInvitation(account.PasswordResetConfirmView):
    """The invited person chooses a password; the link works once."""

    token_generator = invitation_tokens
    template_name = "users/accept_invitation.html"
    page_title = _("Welcome: choose your password")
    success_url = reverse_lazy("wagtailadmin_login")
