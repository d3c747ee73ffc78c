"""What the office writes to schools that are late: sent from the board, passed on by each school itself."""

import logging
from collections.abc import Collection
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from cms.core.school_years import SchoolYear
from cms.disclosures.obligations import tasks
from cms.disclosures.obligations.people import recipients
from cms.shared.models import DisclosureDuty, DisclosureNotice, DisclosureNoticeReceipt, DutyState
from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import School
from tenants.registry import current_root_url, registry
from tenants.schema import connection

logger = logging.getLogger(__name__)


# -- the office ----------------------------------------------------------------------------------
@transaction.atomic
def send(year: int, school_ids: Collection[int], text: str, user: Any) -> DisclosureNotice:
    """Write to these schools; each passes the text on to its own people by a task of its own."""
    schools = School.objects.filter(pk__in=school_ids, status=SchoolStatus.READY).exclude(kind=SchoolKind.OFFICE)
    receivers = list(schools.values_list("pk", "schema_name"))
    notice = DisclosureNotice.objects.create(year=year, text=text.strip(), sent_by_id=user.pk)
    DisclosureNoticeReceipt.objects.bulk_create(
        DisclosureNoticeReceipt(notice=notice, school_id=pk) for pk, _schema in receivers
    )
    for _pk, schema in receivers:
        with schema_context(schema):
            tasks.mail_notice.enqueue(str(notice.key))
    told = partial(logger.info, "Message %s to %s late schools by user %s", notice.key, len(receivers), user.pk)
    transaction.on_commit(told)
    return notice


# -- the school ------------------------------------------------------------------------------------
def shown_here() -> QuerySet[DisclosureNotice]:
    """Return what the office has written to this school, as long as something of that year is late: one query."""
    late = DisclosureDuty.objects.with_state().filter(
        school__schema_name=connection.schema_name, year=OuterRef("year"), state=DutyState.LATE
    )
    rows = DisclosureNotice.objects.filter(receipts__school__schema_name=connection.schema_name)
    return rows.filter(Exists(late))


def mail_staff(key: str) -> int:
    """Pass a message on to those who enter and publish here, once; returns how many letters went out."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None:
        return 0
    with transaction.atomic():
        rows = DisclosureNoticeReceipt.objects.select_for_update(of=("self",)).select_related("notice")
        receipt = rows.filter(notice_id=key, school_id=school.pk, mailed_at=None).first()
        if receipt is None:
            return 0
        addresses = sorted(set(recipients().values_list("email", flat=True)))
        receipt.mailed_at, receipt.letters = timezone.now(), len(addresses)
        receipt.save()
    subject = _("The education office on your disclosures of %(year)s") % {"year": SchoolYear(receipt.notice.year)}
    address = current_root_url() + reverse("disclosure_deadlines:index")
    text = f"{receipt.notice.text}\n\n{address}\n"
    for to in addresses:
        # One letter each: nobody learns the others' addresses.
        send_mail(subject, text, None, [to])
    return len(addresses)
