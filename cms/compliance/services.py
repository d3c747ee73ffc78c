"""What people do about requirements, each with who and when."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.compliance.evaluation import newest
from cms.compliance.models import RatingCount, Satisfaction, SelfCheck

logger = logging.getLogger(__name__)


class NothingToConfirm(Exception):
    """There is no report yet."""


@transaction.atomic
def confirm_self_check(user: Any, note: str = "") -> SelfCheck:
    """Keep that `user` has read the newest report and answers for it."""
    evaluation = newest()
    if evaluation is None:
        raise NothingToConfirm
    row = SelfCheck.objects.create(confirmed_by=user, totals=evaluation.totals, note=note)
    logger.info("Self-check %s confirmed by user %s", row.pk, user.pk)
    return row


@transaction.atomic
def rate(path: str, level: Satisfaction) -> None:
    """Count one answer. Nothing says whose it was: neither address nor account nor the moment."""
    month = timezone.localdate().replace(day=1)
    row, _created = RatingCount.objects.get_or_create(path=path, month=month, level=level)
    RatingCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
