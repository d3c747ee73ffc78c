"""Plans the moments at which an alert begins and ends."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django_tenants.utils import schema_context

from cms.alerts import tasks
from cms.alerts.models import Alert
from cms.shared.models import CityAlert
from cms.shared.models.alerts import AlertFields
from tenants.models import School
from tenants.signals import school_imported


@receiver(post_save, sender=Alert)
def plan_school_alert(sender: type, instance: Alert, **kwargs: Any) -> None:
    """In the transaction that saves it."""
    _plan(instance, tasks.refresh_school)


@receiver(post_save, sender=CityAlert)
def plan_city_alert(sender: type, instance: CityAlert, **kwargs: Any) -> None:
    """In the transaction that saves it."""
    _plan(instance, tasks.refresh_everyone)


@receiver(school_imported)
def plan_again(sender: type, school: School, **kwargs: Any) -> None:
    """Tasks stay behind in the install a school comes from."""
    with schema_context(school.schema_name):
        for alert in Alert.objects.filter(ends_at__gt=timezone.now()):
            _plan(alert, tasks.refresh_school)


def _plan(alert: AlertFields, task: Any) -> None:
    now = timezone.now()
    for moment in (alert.starts_at, alert.ends_at):
        if moment > now:
            task.using(run_after=moment).enqueue()
