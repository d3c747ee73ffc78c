"""Everything that changes a disclosure: saving, submitting, sending back, publishing. Who and when is kept.

empty → draft → waiting → published → changed → waiting → published …
"""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.disclosures import privacy
from cms.disclosures.calculation import Problem, computed, problems
from cms.disclosures.models import Disclosure, DisclosureIndexPage, DisclosureSet, Version
from cms.disclosures.models.disclosure import Status
from cms.disclosures.obligations.changes import settle
from cms.disclosures.regulation import LEVELS_OF_KIND, Severity, regulation_for
from cms.disclosures.sheet import Sheet, parts_for
from tenants.changes import announce_content
from tenants.models import School
from tenants.registry import CurrentSchool
from tenants.schema import connection

logger = logging.getLogger(__name__)


class DisclosureError(Exception):
    """What was asked for cannot be done; str() says why to the person who asked."""


class StaleDraft(DisclosureError):
    """Somebody else has saved since this draft was opened."""


class NotReady(DisclosureError):
    """Figures do not fit together, a correction has no reason, or personal data were found."""

    def __init__(self, message: str, found: list[Problem] | None = None) -> None:
        super().__init__(message)
        self.problems = found or []


@transaction.atomic
def open_set(school: "School | CurrentSchool", year: int) -> DisclosureSet:
    """Return the set of a school year with a row for each form of the school's kind; safe to call again."""
    regulation = regulation_for(year)
    found, _created = DisclosureSet.objects.get_or_create(year=year, regulation_code=regulation.code)
    known = set(found.disclosures.values_list("form_code", flat=True))
    Disclosure.objects.bulk_create(
        [
            Disclosure(set=found, form_code=form.code)
            for form in regulation.forms_for(school.kind)
            if form.code not in known
        ],
        ignore_conflicts=True,
    )
    return found


def _locked(disclosure: Disclosure) -> Disclosure:
    return Disclosure.objects.select_for_update(of=("self",)).select_related("set").get(pk=disclosure.pk)


@transaction.atomic
def save_draft(
    disclosure: Disclosure,
    data: dict[str, Any],
    user: Any,
    *,
    based_on: int | None = None,
    unconfirmed: list[str] | None = None,
) -> Disclosure:
    """Keep what was filled in; sums and shares are computed. Wrong figures may be kept, not published.

    `based_on` is the number of the draft that was opened: raises StaleDraft when a newer one exists.
    `unconfirmed` are the cells taken over from an earlier year that nobody has confirmed.
    """
    row = _locked(disclosure)
    if based_on is not None and based_on != row.draft_number:
        raise StaleDraft(_("Somebody else has saved this form in the meantime. Please load it again."))
    row.draft = computed(row.form, data)
    row.draft_number += 1
    row.draft_at, row.draft_by = timezone.now(), user
    if unconfirmed is not None:
        row.carried_over = unconfirmed
    if row.is_public:
        row.status = Status.CHANGED
    else:
        row.status = Status.EMPTY if Sheet(row.form, row.draft).is_empty else Status.DRAFT
    row.submitted_at = row.submitted_by = None
    row.save()
    return row


@transaction.atomic
def submit(disclosure: Disclosure, user: Any, school: "School | CurrentSchool", *, reason: str = "") -> Disclosure:
    """Ask for approval. Raises NotReady."""
    row = _locked(disclosure)
    _examine(row, school, reason or row.reason)
    row.reason = reason or row.reason
    row.status = Status.WAITING
    row.returned_because = ""
    row.submitted_at, row.submitted_by = timezone.now(), user
    row.save()
    logger.info("Disclosure %s submitted by user %s", row.pk, user.pk)
    return row


@transaction.atomic
def send_back(disclosure: Disclosure, user: Any, because: str) -> Disclosure:
    """The approver asks for something to be mended first."""
    row = _locked(disclosure)
    if row.status != Status.WAITING:
        raise DisclosureError(_("This form is not waiting for approval."))
    row.status = Status.CHANGED if row.is_public else Status.DRAFT
    row.returned_because = because[:500]
    row.submitted_at = row.submitted_by = None
    row.save()
    logger.info("Disclosure %s sent back by user %s", row.pk, user.pk)
    return row


@transaction.atomic
def publish(
    disclosure: Disclosure,
    user: Any,
    school: "School | CurrentSchool",
    *,
    reason: str = "",
    based_on: int | None = None,
    hide_small: bool = False,
    personal_data_reason: str = "",
) -> Version:
    """Make what was filled in public as a new version. Raises NotReady.

    The first version needs no reason, every later one does; older ones stay readable. `based_on` is the number of
    the draft that the approver has read. With `hide_small` nobody reads figures that could point at a child.
    What looks like personal data is refused unless somebody says why it may be public.
    """
    row = _locked(disclosure)
    if based_on is not None and based_on != row.draft_number:
        raise StaleDraft(_("Somebody has changed this form since you opened it. Please read it once more."))
    reason = reason or row.reason
    _examine(row, school, reason)
    if not personal_data_reason.strip() and (found := privacy.findings(row.sheet)):
        raise NotReady(_("There may be personal data in it: %(places)s.") % {"places": privacy.in_words(found)})
    now = timezone.now()
    row.version_count += 1
    version = Version.objects.create(
        disclosure=row,
        number=row.version_count,
        data=row.draft,
        regulation_version=row.set.regulation.version,
        reason=reason if row.version_count > 1 else "",
        published_at=now,
        published_by=user,
        hides_small=hide_small,
        personal_data_reason=personal_data_reason.strip()[:300],
    )
    row.status = Status.PUBLISHED
    row.first_published_at = row.first_published_at or now
    row.published_at = now
    row.reason = row.returned_because = ""
    row.changed_on = row.submitted_at = row.submitted_by = None
    row.save()
    settle(row, version)
    announce()
    logger.info("Disclosure %s version %s published by user %s", row.pk, version.number, getattr(user, "pk", None))
    return version


def announce() -> None:
    """What was kept of the public pages is void, and the read model looks again."""
    from cms.core import outbox

    page = DisclosureIndexPage.of_school()
    if page is not None:
        outbox.record(page)
    else:
        announce_content(connection.schema_name)


def _examine(row: Disclosure, school: "School | CurrentSchool", reason: str) -> None:
    if Sheet(row.form, row.draft).is_empty:
        raise NotReady(_("The form is still empty."))
    if row.carried_over:
        raise NotReady(_("Figures taken over from an earlier year are not confirmed yet."))
    if row.is_public and not reason.strip():
        raise NotReady(_("Please say why the published figures change."))
    parts = parts_for(row.form, set(LEVELS_OF_KIND[school.kind]))
    errors = [one for one in problems(row.form, row.draft, parts) if one.severity == Severity.ERROR]
    if errors:
        raise NotReady(_("Some figures do not fit together."), errors)
