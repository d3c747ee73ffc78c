"""Whom the school's deadlines concern."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

ENTER, PUBLISH = "change_disclosure", "publish_disclosure"


def recipients() -> QuerySet[Any]:
    """Return the accounts of this school that may enter or publish disclosures and have an address."""
    wanted = Q(groups__permissions__codename__in=(ENTER, PUBLISH))
    ours = Q(groups__permissions__content_type__app_label="disclosures")
    users = get_user_model().objects.filter(wanted & ours, is_active=True)
    return users.exclude(email="").order_by("pk").distinct()
