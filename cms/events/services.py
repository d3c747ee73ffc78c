"""Inviting guests to online meetings. Every change is noted in the log of the page: who, what, when."""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.log_actions import log

from cms.core.navigation import site_path
from cms.events.models import EventGuest, EventPage
from tenants.registry import registry
from tenants.schema import connection
from themes.templatetags.theme import vn_date

logger = logging.getLogger(__name__)
KEPT_DAYS = 30
MOST_GUESTS = 500
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class NewGuest:
    """A line of the list a clerk pastes."""

    name: str
    email: str = ""


def read_guests(text: str) -> list[NewGuest]:
    """Return the guests of lines such as “Nguyễn Văn An, an@example.org”. Raises ValidationError by line."""
    found, errors = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip() for part in line.replace("\t", ",").replace(";", ",").split(",") if part.strip()]
        if not parts:
            continue
        try:
            found.append(_guest(parts))
        except ValidationError as error:
            errors.append(_("Line %(number)s: %(problem)s") % {"number": number, "problem": " ".join(error.messages)})
    if len(found) > MOST_GUESTS:
        errors.append(_("At most %(most)s guests at a time.") % {"most": MOST_GUESTS})
    if errors:
        raise ValidationError(errors)
    return found


def _guest(parts: list[str]) -> NewGuest:
    name, email = parts[0], parts[1] if len(parts) > 1 else ""
    if "@" in name:
        name, email = email or name.partition("@")[0], name
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("The name is too long."))
    if email:
        validate_email(email)
    return NewGuest(name, email)


@transaction.atomic
def invite_guests(event: EventPage, guests: list[NewGuest], user: Any) -> list[EventGuest]:
    """Give each guest a link of their own, and mail it to those with an address; returns the new guests.

    Somebody on the list already, by e-mail address, is not invited twice.
    """
    EventPage.objects.select_for_update().get(pk=event.pk)
    known = set(
        EventGuest.objects.filter(event=event, revoked_at=None).exclude(email="").values_list("email", flat=True)
    )
    new = []
    for guest in guests:
        if guest.email and guest.email.lower() in known:
            continue
        known.add(guest.email.lower())
        row = EventGuest.objects.create(event=event, name=guest.name, email=guest.email.lower(), invited_by=user)
        if row.email:
            mail_guest.enqueue(row.pk)
        new.append(row)
    if new:
        log(instance=event, action="events.invite", user=user, data={"count": len(new)})
        forget_guests.using(run_after=_forgotten_on(event)).enqueue(event.pk)
    return new


@transaction.atomic
def withdraw_guest(guest: EventGuest, user: Any) -> None:
    """The guest's link no longer works, from this moment on."""
    guest.revoked_at = timezone.now()
    guest.save(update_fields=["revoked_at"])
    log(instance=guest.event, action="events.withdraw", user=user, data={"guest": guest.pk})


def guest_link(guest: EventGuest, root_url: str) -> str:
    """Return the absolute address that is for this guest alone."""
    return f"{root_url}{site_path(guest.event.url_path)}{guest.path}"


@task()
def mail_guest(guest_id: int) -> None:
    """Send one guest the link. Retried by the worker when the mail server does not answer."""
    school = registry.school_for_schema(connection.schema_name)
    guest = EventGuest.objects.select_related("event").filter(pk=guest_id, revoked_at=None, mailed_at=None).first()
    if school is None or guest is None or not guest.email:
        return
    words = {
        "name": guest.name,
        "event": guest.event.title,
        "day": vn_date(guest.event.date),
        "time": guest.event.list_label,
        "link": guest_link(guest, school.root_url),
        "school": school.name,
    }
    send_mail(
        _("Invitation: %(event)s") % words,
        _(
            "Dear %(name)s,\n\n%(school)s invites you to the online meeting “%(event)s”, %(day)s, %(time)s.\n\n"
            "Join by this link. It is for you alone, please do not pass it on:\n%(link)s\n"
        )
        % words,
        settings.DEFAULT_FROM_EMAIL,
        [guest.email],
    )
    EventGuest.objects.filter(pk=guest.pk).update(mailed_at=timezone.now())


@task()
def forget_guests(event_id: int) -> None:
    """Forget who was invited, a month after the event; an event that was moved is looked at again later."""
    event = EventPage.objects.filter(pk=event_id).first()
    if event is not None and _forgotten_on(event) > timezone.now():
        forget_guests.using(run_after=_forgotten_on(event)).enqueue(event.pk)
        return
    for guest in EventGuest.objects.filter(event_id=event_id).exclude(name=""):
        guest.scrub()


def _forgotten_on(event: EventPage) -> dt.datetime:
    return event.timing.end + dt.timedelta(days=KEPT_DAYS)
