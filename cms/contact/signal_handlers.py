"""What happens to questions when their school does something."""

from typing import Any

from django.dispatch import receiver
from django_tenants.utils import schema_context

from cms.contact import services
from tenants.models import School
from tenants.signals import school_imported


@receiver(school_imported)
def plan_removals_again(sender: type, school: School, **kwargs: Any) -> None:
    """Tasks stay behind in the install a school comes from."""
    with schema_context(school.schema_name):
        services.plan_removals()
