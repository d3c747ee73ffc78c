"""A published consultation ends by itself."""

import datetime as dt
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from cms.consultations.models import ConsultationPage
from cms.consultations.tasks import RETENTION, close_consultation, forget_commenters


@receiver(page_published, sender=ConsultationPage)
def plan_end(sender: type, instance: ConsultationPage, **kwargs: Any) -> None:
    """The day after the deadline it is closed; a year later its commenters are forgotten."""
    if instance.deadline is None:
        return
    if instance.deadline >= timezone.localdate():
        close_consultation.using(run_after=_midnight(instance.deadline + dt.timedelta(days=1))).enqueue()
    forget_commenters.using(run_after=_midnight(instance.deadline + RETENTION)).enqueue(instance.pk)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
