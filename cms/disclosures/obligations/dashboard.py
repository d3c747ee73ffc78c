"""A school's deadlines in brief, from its rows in public: one query, however much is due."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from cms.disclosures.obligations.reminders import when
from cms.shared.models import DisclosureDuty
from tenants.schema import connection

# On the account, as Wagtail keeps what it knows of a person: as long as the request.
_KEPT = "_open_disclosures"
OPEN = Q(done_on=None, is_optional=False)


@dataclass(frozen=True, slots=True)
class OpenDay:
    """How many forms that are not public yet are due on a day."""

    due: dt.date
    count: int
    today: dt.date

    @property
    def is_late(self) -> bool:
        return self.due < self.today

    @property
    def words(self) -> str:
        return when(self.due, self.today)


def open_days_for(user: Any) -> list[OpenDay] | None:
    """Return `open_days`, asked once for all parts of a person's dashboard."""
    if not hasattr(user, _KEPT):
        setattr(user, _KEPT, open_days())
    return getattr(user, _KEPT)  # type: ignore[no-any-return]


def open_days(today: dt.date | None = None) -> list[OpenDay] | None:
    """Return what is open at the current school by day, the earliest first; None before its first task has run."""
    day = today or timezone.localdate()
    rows = DisclosureDuty.objects.filter(school__schema_name=connection.schema_name)
    counted = list(rows.values_list("due").annotate(count=Count("pk", filter=OPEN)).order_by("due"))
    return [OpenDay(due, count, day) for due, count in counted if count] if counted else None
