"""Where the staff meets the disclosures: menu and dashboard."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from cms.core import waiting
from cms.disclosures import dues  # noqa: F401 - registers the fees
from cms.disclosures.annual_report.viewset import AnnualReportViewSet
from cms.disclosures.entry.viewset import ENTER, DisclosureViewSet
from cms.disclosures.labels.viewset import LabelViewSet
from cms.disclosures.models import Disclosure, YearReport
from cms.disclosures.models.disclosure import Status
from cms.disclosures.obligations import hooks as deadlines  # noqa: F401 - registers

PUBLISH = "disclosures.publish_disclosure"
MOST = 5


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """Forms by year, the annual reports drawn from them, and at the portal the labels of the forms."""
    return [DisclosureViewSet(), AnnualReportViewSet(), LabelViewSet()]


@hooks.register(waiting.HOOK)
def forms(user: Any) -> list[waiting.Work]:
    """Forms that wait, for who publishes; those the approver wants mended, for who fills in: one query."""
    if not user.has_perm(ENTER):
        return []
    wanted = ~Q(returned_because="")
    if user.has_perm(PUBLISH):
        wanted |= Q(status=Status.WAITING)
    rows = list(Disclosure.objects.filter(wanted).select_related("set").defer("draft").order_by("submitted_at", "pk"))
    waits, words = [row for row in rows if row.status == Status.WAITING], _("Sent back, please mend: %(form)s")
    mend = [row for row in rows if row.status != Status.WAITING][:MOST]
    return [
        *_to_approve(waits),
        *(waiting.Work(reverse("disclosures:entry", args=[row.pk]), words % {"form": row}) for row in mend),
    ]


def _to_approve(rows: list[Disclosure]) -> list[waiting.Work]:
    """Each form by name while there are few."""
    if len(rows) > MOST:
        words = ngettext("%(count)d disclosure waits for you", "%(count)d disclosures wait for you", len(rows))
        return [waiting.Work(reverse("disclosures:index"), words % {"count": len(rows)})]
    words = _("To approve and publish: %(form)s")
    return [waiting.Work(reverse("disclosures:review", args=[row.pk]), words % {"form": row}) for row in rows]


@hooks.register(waiting.HOOK)
def reports(user: Any) -> list[waiting.Work]:
    """Annual reports: those that wait, for who publishes; those to be mended, for who fills in."""
    publishes, enters = user.has_perm(PUBLISH), user.has_perm(ENTER)
    if not enters:
        return []
    asked, mend = (
        _("To approve and publish: annual report %(year)s"),
        _("Sent back, please mend: annual report %(year)s"),
    )
    found = []
    rows = YearReport.objects.exclude(returned_because="", status__in=set(Status) - {Status.WAITING})
    for year, status in rows.order_by("year").values_list("year", "status"):
        if status != Status.WAITING or publishes:
            words = asked if status == Status.WAITING else mend
            found.append(waiting.Work(reverse("annual_reports:edit", args=[year]), words % {"year": year}))
    return found
