"""Closed lists of the registry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SchoolKind(models.TextChoices):
    """What a tenant is. `office` is the education office's portal."""

    OFFICE = "office", _("Education office")
    PRESCHOOL = "preschool", _("Preschool")
    PRIMARY = "primary", _("Primary school")
    LOWER_SECONDARY = "lower_secondary", _("Lower secondary school")
    PRIMARY_LOWER_SECONDARY = "primary_lower_secondary", _("Primary and lower secondary school")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary school")
    CONTINUING = "continuing", _("Continuing education centre")


class SchoolStatus(models.TextChoices):
    """Where a school stands in its life (see tenants/lifecycle.py for who may move it)."""

    REQUESTED = "requested", _("Requested")
    BUILDING = "building", _("Being built")
    READY = "ready", _("In service")
    FAILED = "failed", _("Building failed")
    SUSPENDED = "suspended", _("Suspended")
    ARCHIVED = "archived", _("Archived (read-only)")


# A school in one of these has a complete schema; in the others it has none.
STATUSES_WITH_SCHEMA = frozenset({SchoolStatus.READY, SchoolStatus.SUSPENDED, SchoolStatus.ARCHIVED})
