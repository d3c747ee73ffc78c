"""Changes of state, each with who, what and when."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.core.models import BasePage

REVIEWED_ACTION = "editing.reviewed"


@transaction.atomic
def confirm_review(page: BasePage, user: Any) -> None:
    """Note that somebody has read the page today and found it still right."""
    page.reviewed_on = timezone.localdate()
    page.save(update_fields=["reviewed_on"])
    log(instance=page, action=REVIEWED_ACTION, user=user)
