"""What stands behind the demo's sites: decisions, a history of checks, answers of readers."""

import datetime as dt
from random import Random

from django.utils import timezone

from cms.compliance.models import Evaluation, Governance, MaintenanceNotice, RatingCount, Satisfaction
from cms.core import outbox
from cms.core.requirements import State
from tenants.schema import connection

WEEKS = 10
ASKED = 50
RATED = ("/tin-tuc/", "/gioi-thieu/", "/lien-he/", "/van-ban/")


def load_decisions(head: str, administrator: str, short: str, number: int) -> None:
    """Two schools of three have filled in their decisions; the others show what is missing then."""
    load_history(number)
    if number % 3 == 0:
        return
    Governance.objects.create(
        board_number=f"{10 + number}/QĐ-{short}",
        board_date=dt.date(2026, 9, 4),
        board_head=head,
        board_editors="Nguyễn Thị Hạnh\nTrần Văn Lộc",
        board_administrator=administrator,
        assignment_number=f"{20 + number}/QĐ-{short}",
        assignment_date=dt.date(2026, 9, 7),
        security_level=2,
        security_number=f"{100 + number}/QĐ-UBND",
        security_date=dt.date(2026, 6, 15),
    )


def load_history(number: int) -> None:
    """A check a week for ten weeks, each a little better than the one before."""
    chance = Random(number)
    met = chance.randint(8, 14)
    today = timezone.localdate()
    rows = []
    for week in range(WEEKS, 0, -1):
        met += chance.randint(0, 2)
        totals = {State.PASSED: met, State.OUTDATED: 2, State.MISSING: ASKED - met - 2, State.UNKNOWN: 6}
        day = today - dt.timedelta(weeks=week)
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time(2)))
        rows.append(Evaluation(day=day, checked_at=moment, totals={key.value: n for key, n in totals.items()}))
    ids = [row.pk for row in Evaluation.objects.bulk_create(rows)]
    outbox.record_ids(Evaluation, ids, seen=False)


def load_portal() -> None:
    """The office's own: an interruption that is over, and what readers answered."""
    load_decisions("Lê Hoàng Nam – Trưởng phòng", "Trần Quốc Bảo", "PGDĐT", 1)
    today = timezone.localdate()
    start = timezone.make_aware(dt.datetime.combine(today - dt.timedelta(days=12), dt.time(22)))
    notice = MaintenanceNotice(reason="Nâng cấp máy chủ", starts_at=start, ends_at=start + dt.timedelta(hours=3))
    notice.save()
    MaintenanceNotice.objects.filter(pk=notice.pk).update(announced_at=start - dt.timedelta(days=14))
    chance = Random(connection.schema_name)
    RatingCount.objects.bulk_create(
        RatingCount(path=path, month=today.replace(day=1), level=level, count=chance.randint(low, low * 6))
        for path in RATED
        for level, low in zip(Satisfaction, (9, 6, 1), strict=True)
    )
