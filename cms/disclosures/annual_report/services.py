"""Everything that changes an annual report: saving, submitting, sending back, publishing. Who and when is kept."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.disclosures.annual_report import composing
from cms.disclosures.annual_report.tasks import make_pdf
from cms.disclosures.models import YearReport, YearReportPicture, YearReportVersion
from cms.disclosures.models.disclosure import Status
from cms.disclosures.models.report import FIRST_YEAR
from cms.disclosures.services import DisclosureError, NotReady, StaleDraft, announce
from tenants.models import School

logger = logging.getLogger(__name__)


def open_report(year: int) -> YearReport:
    """Return the report of a calendar year; safe to call again."""
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise DisclosureError(_("There is no annual report of this year."))
    return YearReport.objects.get_or_create(year=year)[0]


def _locked(report: YearReport) -> YearReport:
    return YearReport.objects.select_for_update().get(pk=report.pk)


@transaction.atomic
def save_draft(
    report: YearReport,
    draft: dict[str, Any],
    user: Any,
    *,
    based_on: int | None = None,
    keeps_waiting: bool = False,
) -> YearReport:
    """Keep the school's own words and pictures. Raises StaleDraft when somebody else has saved since.

    A report that waits for approval no longer does, unless the one who approves has mended it (`keeps_waiting`).
    """
    row = _locked(report)
    if based_on is not None and based_on != row.draft_number:
        raise StaleDraft(_("Somebody else has saved this report in the meantime. Please load it again."))
    row.draft = draft
    row.draft_number += 1
    row.draft_at, row.draft_by = timezone.now(), user
    if not (keeps_waiting and row.status == Status.WAITING):
        row.status = Status.CHANGED if row.is_public else Status.DRAFT
        row.submitted_at = row.submitted_by = None
    row.save()
    return row


@transaction.atomic
def submit(report: YearReport, user: Any, school: School, *, reason: str = "") -> YearReport:
    """Ask for approval. Raises NotReady."""
    row = _locked(report)
    row.reason = reason or row.reason
    _examine(row, composing.compose(row.year, row.draft, school))
    row.status = Status.WAITING
    row.returned_because = ""
    row.submitted_at, row.submitted_by = timezone.now(), user
    row.save()
    logger.info("Annual report %s submitted by user %s", row.year, user.pk)
    return row


@transaction.atomic
def send_back(report: YearReport, user: Any, because: str) -> YearReport:
    """The approver asks for something to be mended first."""
    row = _locked(report)
    if row.status != Status.WAITING:
        raise DisclosureError(_("This report is not waiting for approval."))
    row.status = Status.CHANGED if row.is_public else Status.DRAFT
    row.returned_because = because[:500]
    row.submitted_at = row.submitted_by = None
    row.save()
    logger.info("Annual report %s sent back by user %s", row.year, user.pk)
    return row


@transaction.atomic
def publish(
    report: YearReport,
    user: Any,
    school: School,
    *,
    reason: str = "",
    personal_data_reason: str = "",
    at: dt.datetime | None = None,
) -> YearReportVersion:
    """Make the report public as a new version, with the figures that are public now. Raises NotReady.

    The first version needs no reason, every later one does. What looks like personal data in the school's own
    words is refused unless somebody says why it may be public. `at`: when it was published, if that was earlier.
    """
    row = _locked(report)
    content = composing.compose(row.year, row.draft, school)
    row.reason = reason or row.reason
    _examine(row, content)
    if not personal_data_reason.strip() and (found := composing.personal_data_in(row.draft)):
        raise NotReady(_("There may be personal data in it: %(places)s.") % {"places": ", ".join(found)})
    moment = at or timezone.now()
    row.version_count += 1
    version = YearReportVersion.objects.create(
        report=row,
        number=row.version_count,
        content=content,
        reason=row.reason if row.version_count > 1 else "",
        published_at=moment,
        published_by=user,
        personal_data_reason=personal_data_reason.strip()[:300],
    )
    shown = composing.pictures_of(content)
    YearReportPicture.objects.bulk_create(YearReportPicture(version=version, picture_id=pk) for pk in sorted(shown))
    row.status = Status.PUBLISHED
    row.first_published_at = row.first_published_at or moment
    row.published_at = moment
    row.reason = row.returned_because = ""
    row.submitted_at = row.submitted_by = None
    row.save()
    announce()
    make_pdf.enqueue(version.pk)
    logger.info("Annual report %s version %s published by user %s", row.year, version.number, getattr(user, "pk", None))
    return version


def _examine(row: YearReport, content: dict[str, Any]) -> None:
    if empty := composing.empty_sections(content):
        message = _("Nothing stands in these sections yet: %(sections)s. Publish the year's forms or write a text.")
        raise NotReady(message % {"sections": "; ".join(empty)})
    if row.is_public and not row.reason.strip():
        raise NotReady(_("Please say why the published report changes."))
