"""Reminding in good time: 30, 7 and 1 days before a deadline and once when it has passed."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable

from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.school_years import SchoolYear
from cms.disclosures.models import DeadlineSettings, SentReminder
from cms.disclosures.obligations.people import recipients
from cms.disclosures.obligations.reading import Standing, standings
from cms.shared.models import DutyKind
from tenants.registry import CurrentSchool, current_root_url, registry
from tenants.schema import connection

logger = logging.getLogger(__name__)
STAGES = (30, 7, 1)
PASSED = 0


def stage_of(due: dt.date, today: dt.date) -> int | None:
    """Return the reminder whose time has come: 30, 7 or 1 days before, 0 once it is late; None when it is early."""
    if today > due:
        return PASSED
    left = (due - today).days
    return min((stage for stage in STAGES if left <= stage), default=None)


def open_by_day(found: Iterable[Standing]) -> dict[dt.date, list[Standing]]:
    """Return what is still to be done by the day on which it is due, the earliest first."""
    days: dict[dt.date, list[Standing]] = defaultdict(list)
    for one in found:
        if one.is_open:
            days[one.duty.due].append(one)
    return dict(sorted(days.items()))


@transaction.atomic
def remind(today: dt.date | None = None) -> int:
    """Queue a letter to each who enters or publishes, if a reminder's time has come; returns how many letters."""
    from cms.disclosures.obligations import tasks

    day = today or timezone.localdate()
    school = registry.school_for_schema(connection.schema_name)
    if school is None or school.is_portal or not _sends_mail():
        return 0
    stages = {due: stage_of(due, day) for due in open_by_day(standings(school, day))}
    sent = set(SentReminder.objects.filter(due__in=stages).values_list("due", "stage"))
    fresh = {due: stage for due, stage in stages.items() if stage is not None and (due, stage) not in sent}
    if not fresh:
        return 0
    people = list(recipients().values_list("pk", flat=True))
    SentReminder.objects.bulk_create(
        [SentReminder(due=due, stage=stage, letters=len(people)) for due, stage in fresh.items()]
    )
    for pk in people:
        tasks.mail_reminder.enqueue(pk, [due.isoformat() for due in sorted(fresh)])
    logger.info("Deadlines: %s letters", len(people))
    return len(people)


def _sends_mail() -> bool:
    settings = DeadlineSettings.objects.first()
    return settings is None or settings.sends_mail


def mail(user_id: int, days: list[str]) -> int:
    """Write to one person about what is still open of these days; returns 1 if a letter went out."""
    school = registry.school_for_schema(connection.schema_name)
    user = recipients().filter(pk=user_id).first()
    if school is None or user is None:
        return 0
    wanted = {dt.date.fromisoformat(day) for day in days}
    found = {due: rows for due, rows in open_by_day(standings(school)).items() if due in wanted}
    if not found:
        return 0
    subject, text = letter(school, found, timezone.localdate())
    send_mail(subject, text, None, [user.email])
    return 1


def letter(school: CurrentSchool, found: dict[dt.date, list[Standing]], today: dt.date) -> tuple[str, str]:
    """Return subject and text of a reminder."""
    is_late = any(due < today for due in found)
    subject = _("Disclosures that are late: %(school)s") if is_late else _("Disclosures that are due soon: %(school)s")
    parts = [paragraph(due, rows, today) for due, rows in found.items()]
    address = current_root_url() + reverse("disclosure_deadlines:index")
    parts.append(_("All deadlines, and where each form is entered: %(address)s") % {"address": address})
    parts.append(_("These letters are turned off under Settings, “Deadlines of disclosures”."))
    return subject % {"school": school.name}, "\n\n".join(parts) + "\n"


def paragraph(due: dt.date, rows: list[Standing], today: dt.date) -> str:
    """Return what one day is about, in words."""
    lines = [f"- {in_words(one)}" for one in rows]
    return "\n".join([f"{when(due, today)}:", *lines])


def when(due: dt.date, today: dt.date) -> str:
    """Return a deadline and how far away it is, in words."""
    day, left = f"{due:%d/%m/%Y}", (due - today).days
    if left < 0:
        return ngettext("Was due by %(day)s, %(count)s day late", "Was due by %(day)s, %(count)s days late", -left) % {
            "day": day,
            "count": -left,
        }
    if left == 0:
        return _("Due today, %(day)s, by midnight") % {"day": day}
    return ngettext("Due by %(day)s, %(count)s day left", "Due by %(day)s, %(count)s days left", left) % {
        "day": day,
        "count": left,
    }


def in_words(one: Standing) -> str:
    """Return a duty in one line."""
    if one.duty.kind == DutyKind.REPORT:
        return _("%(title)s of %(year)s") % {"title": one.duty.title, "year": one.duty.year}
    words = {"title": one.duty.title, "year": SchoolYear(one.duty.year)}
    if one.duty.kind == DutyKind.CHANGE:
        return _("%(title)s, school year %(year)s: bring up to date after the change") % words
    return _("%(title)s, school year %(year)s") % words
