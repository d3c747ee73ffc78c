"""Sending a directive, opening it, confirming it, reminding of it."""

import datetime as dt
import logging
from collections.abc import Collection, Iterable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core import outbox, roles
from cms.shared.models import DirectiveReceipt
from cms.syndication import tasks
from cms.syndication.models import SeenDirective, SentDirective, SentFile
from tenants.enums import SchoolStatus
from tenants.models import PORTAL_SCHEMA
from tenants.registry import current_root_url, registry
from tenants.schema import connection

logger = logging.getLogger(__name__)
# Below the portal's folder of the shared storage; cms.media serves nothing from there.
FOLDER = f"{PORTAL_SCHEMA}/private"
REMIND_BEFORE = dt.timedelta(days=2)


def _log(what: str, key: object, user: Any) -> None:
    transaction.on_commit(partial(logger.info, "%s directive %s by user %s", what, key, user.pk if user else None))


# -- the office ----------------------------------------------------------------------------------
@transaction.atomic
def send(
    directive: SentDirective, receivers: Collection[str], files: Iterable[UploadedFile], user: Any
) -> SentDirective:
    """Send a new directive to the schools of these schemas."""
    directive.receivers, directive.sent_at, directive.sent_by = sorted(receivers), timezone.now(), user
    directive.save()
    for file in files:
        name = str(file.name)[-150:]
        # The name on disk says nothing and cannot be guessed.
        stored = storages["shared"].save(f"{FOLDER}/{directive.key}/{uuid4().hex}.bin", file)
        SentFile.objects.create(directive=directive, name=name, stored=stored, size=file.size or 0)
    outbox.record(directive)
    if directive.deadline:
        moment = timezone.make_aware(dt.datetime.combine(directive.deadline, dt.time(8))) - REMIND_BEFORE
        if moment > timezone.now():
            tasks.remind_late.using(run_after=moment).enqueue(str(directive.key))
    _log(f"Sent to {len(directive.receivers)} schools:", directive.key, user)
    return directive


@transaction.atomic
def withdraw(directive: SentDirective, user: Any) -> None:
    """Take a directive back; schools no longer see it, the record stays."""
    SentDirective.objects.filter(pk=directive.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    outbox.record(directive)
    _log("Withdrew", directive.key, user)


def receipts_of(directive: SentDirective) -> QuerySet[DirectiveReceipt]:
    """Return the schools a directive was sent to, as one query."""
    return DirectiveReceipt.objects.filter(directive_id=directive.key).select_related("school")


def missing(directive: SentDirective) -> QuerySet[DirectiveReceipt]:
    """Return the receipts of schools in service that still owe something."""
    owed = Q(opened_at=None) | Q(confirmed_at=None) if directive.needs_confirmation else Q(opened_at=None)
    return receipts_of(directive).filter(owed, school__status=SchoolStatus.READY)


@transaction.atomic
def remind(directive: SentDirective, user: Any) -> int:
    """Queue a letter for each school that has not opened or confirmed; returns how many schools."""
    late = list(missing(directive).values_list("school__schema_name", flat=True))
    for schema in late:
        tasks.in_school(schema, tasks.remind_staff, str(directive.key))
    SentDirective.objects.filter(pk=directive.pk).update(reminded_at=timezone.now())
    _log(f"Reminded {len(late)} schools of", directive.key, user)
    return len(late)


def remind_late(key: str) -> int:
    """Remind by itself, before the deadline; nothing of a directive that was withdrawn."""
    directive = SentDirective.objects.filter(key=key, withdrawn_at=None).first()
    return remind(directive, None) if directive else 0


# -- the school ---------------------------------------------------------------------------------
def received() -> QuerySet[DirectiveReceipt]:
    """Return the directives sent to this school, newest first, withdrawn ones left out."""
    rows = DirectiveReceipt.objects.filter(school__schema_name=connection.schema_name, directive__is_withdrawn=False)
    return rows.select_related("directive").order_by("-directive__sent_at", "-pk")


def visible_receipt(key: UUID | str) -> DirectiveReceipt | None:
    """Return a directive sent to this school, or None."""
    return received().filter(directive_id=key).first()


def unopened() -> QuerySet[DirectiveReceipt]:
    """Return the directives on which this school still owes something, the most urgent first."""
    seen = SeenDirective.objects.values("directive_key")
    confirmed = seen.exclude(confirmed_at=None)
    owed = ~Q(directive_id__in=seen) | (Q(directive__needs_confirmation=True) & ~Q(directive_id__in=confirmed))
    return received().filter(owed).order_by("directive__deadline", "-directive__sent_at")


@transaction.atomic
def note_opened(receipt: DirectiveReceipt, user: Any) -> SeenDirective:
    """The first of the school's staff to open it is noted, once."""
    seen, created = SeenDirective.objects.get_or_create(
        directive_key=receipt.directive_id,
        defaults={"opened_at": timezone.now(), "opened_by": user, "opened_by_role": role_of(user)},
    )
    if created:
        outbox.record(seen)
        _log("Opened", receipt.directive_id, user)
    return seen


@transaction.atomic
def confirm(receipt: DirectiveReceipt, user: Any) -> SeenDirective:
    """The school says that it will do it; said twice, the first time counts."""
    note_opened(receipt, user)
    seen = SeenDirective.objects.select_for_update().get(directive_key=receipt.directive_id)
    if seen.confirmed_at is None:
        seen.confirmed_at, seen.confirmed_by, seen.confirmed_by_role = timezone.now(), user, role_of(user)
        seen.save()
        outbox.record(seen)
        _log("Confirmed", receipt.directive_id, user)
    return seen


def role_of(user: Any) -> str:
    """Return the role under which somebody acts, as the office reads it."""
    names = set(user.groups.values_list("name", flat=True))
    return next((name for name in (roles.APPROVERS, roles.ADMINISTRATORS, roles.EDITORS) if name in names), "")


def remind_staff(key: str) -> int:
    """Write to this school's approvers and administrators; returns how many got a letter."""
    receipt = unopened().filter(directive_id=key).first()
    school = registry.school_for_schema(connection.schema_name)
    if receipt is None or school is None:
        return 0
    staff = get_user_model().objects.filter(is_active=True, groups__name__in=(roles.APPROVERS, roles.ADMINISTRATORS))
    addresses = sorted(set(staff.exclude(email="").values_list("email", flat=True)))
    address = current_root_url() + reverse("syndication:directive", args=[receipt.directive_id])
    text = _("The education office asks your school to read: %(title)s\n\n%(address)s") % {
        "title": receipt.directive.title,
        "address": address,
    }
    if receipt.directive.deadline:
        text += "\n\n" + _("Deadline: %(day)s") % {"day": f"{receipt.directive.deadline:%d/%m/%Y}"}
    for to in addresses:
        # One letter each: nobody learns the others' addresses.
        EmailMessage(_("Reminder: %(title)s") % {"title": receipt.directive.title[:150]}, text, to=[to]).send()
    return len(addresses)
