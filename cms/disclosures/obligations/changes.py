"""Noting that facts have changed, which starts the clock, and settling it when the new figures are public."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.disclosures.models import ChangeNote, Disclosure, Version
from cms.disclosures.obligations.read_models import look_again

logger = logging.getLogger(__name__)


class ChangeError(ValueError):
    """The change cannot be noted; str() says why to the person."""


@transaction.atomic
def note_change(disclosure: Disclosure, changed_on: dt.date, what: str, user: Any) -> ChangeNote:
    """Keep what changed on which day; the term counts from the oldest change that is not public yet."""
    row = Disclosure.objects.select_for_update(of=("self",)).get(pk=disclosure.pk)
    if not row.is_public:
        raise ChangeError(_("This form is not public yet: enter the new figures and publish it."))
    if changed_on > timezone.localdate():
        raise ChangeError(_("The day of the change lies in the future."))
    note = ChangeNote.objects.create(disclosure=row, changed_on=changed_on, what=what, noted_by=user)
    row.changed_on = min(row.changed_on, changed_on) if row.changed_on else changed_on
    # What the correction will be asked for anyway.
    row.reason = row.reason or what
    row.save(update_fields=["changed_on", "reason"])
    look_again()
    logger.info("Change %s of disclosure %s noted by user %s", note.pk, row.pk, getattr(user, "pk", None))
    return note


def settle(disclosure: Disclosure, version: Version) -> None:
    """Every change noted so far is public with this version. Call inside the transaction that publishes."""
    ChangeNote.objects.filter(disclosure=disclosure, settled_by=None).update(settled_by=version)
