"""What makes a site worth checking again."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django_tenants.utils import schema_context
from wagtail.signals import page_published, page_unpublished

from cms.compliance import tasks
from cms.compliance.models import Governance, MaintenanceNotice, SelfCheck
from cms.core.models import SiteProfile
from tenants.models import School
from tenants.signals import school_imported, school_laid


@receiver([page_published, page_unpublished])
def check_after_publication(sender: type, **kwargs: Any) -> None:
    """What visitors see has changed."""
    tasks.check_soon()


@receiver([post_save, post_delete], sender=Governance)
@receiver([post_save, post_delete], sender=SiteProfile)
@receiver([post_save, post_delete], sender=SelfCheck)
@receiver([post_save, post_delete], sender=MaintenanceNotice)
def check_after_entry(sender: type, **kwargs: Any) -> None:
    """Somebody has filled in what was missing and wants to see it gone."""
    tasks.check_now()


@receiver(school_laid)
def plan_first_check(sender: type, school: School, **kwargs: Any) -> None:
    """A new site is checked as soon as it stands; at this moment it does not yet."""
    tasks.check_soon()


@receiver(school_imported)
def plan_again(sender: type, school: School, **kwargs: Any) -> None:
    """Tasks stay behind in the install a school comes from."""
    with schema_context(school.schema_name):
        tasks.check_now()
