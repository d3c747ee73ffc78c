"""Inviting a person to a school's site by a one-time link."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_tasks import task

from tenants.registry import registry
from tenants.schema import connection
from tenants.tokens import invitation_tokens


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invited account and the path of its link."""

    username: str
    path: str


def invite(email: str, *, role: str) -> str:
    """Create an account without a password and mail its link after the commit; returns the user name.

    Runs in the school's schema. Inviting an address twice sends a new link to the same account.
    """
    users = get_user_model()
    user, created = users.objects.get_or_create(username=email.lower(), defaults={"email": email})
    if created:
        user.set_unusable_password()
        user.save()
    user.groups.add(Group.objects.get(name=role))
    # Enqueued in the same transaction: no mail for an account that was rolled back.
    mail_invitation.enqueue(user.pk)
    return str(user.username)


def invite_again(email: str) -> None:
    """Send a new link to who was invited and has not come yet: there is no password to reset."""
    waiting = get_user_model().objects.filter(email__iexact=email, is_active=True, last_login=None)
    for user in waiting:
        if not user.has_usable_password():
            mail_invitation.enqueue(user.pk)


def invitation_for(user_id: int) -> Invitation:
    """Return the link with which a person sets the first password; it works once, in this school."""
    user = get_user_model().objects.get(pk=user_id)
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = invitation_tokens.make_token(user)
    return Invitation(user.username, reverse("accept_invitation", args=[uid, token]))


@task()
def mail_invitation(user_id: int) -> None:
    """Send one invitation. Retried by the worker when the mail server does not answer."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None:
        return
    with transaction.atomic():
        user = get_user_model().objects.filter(pk=user_id).first()
        if user is None or user.has_usable_password():
            return
        link = school.root_url + invitation_for(user_id).path
    send_mail(
        _("Your account on the site of %(school)s") % {"school": school.name},
        _(
            "You are invited to work on the site of %(school)s.\n\n"
            "Choose your password here; the link works once, for three days:\n%(link)s\n\n"
            "Your user name: %(username)s\n"
        )
        % {"school": school.name, "link": link, "username": user.username},
        settings.DEFAULT_FROM_EMAIL,
        [user.email],
    )
