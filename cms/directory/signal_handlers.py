"""A new school stands in the directory from its first moment."""

from collections.abc import Callable
from typing import Any

from django.dispatch import receiver

from cms.directory.read_models import enter
from tenants.models import School
from tenants.signals import school_laid


@receiver(school_laid)
def enter_new_school(sender: type, school: School, report: Callable[[str], None], **kwargs: Any) -> None:
    """Inside the building transaction: the school and its entry appear together."""
    if not school.is_portal:
        enter(school, school.host)
