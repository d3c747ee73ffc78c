"""Events of all schools."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.enums import SchoolStatus
from tenants.models import School, url_of_host


class SharedEventQuerySet(models.QuerySet["SharedEvent"]):
    """Questions asked of the events of all schools."""

    def upcoming(self, now: dt.datetime | None = None) -> "SharedEventQuerySet":
        """What is not over yet at schools in service (the portal's own excluded), soonest first: one query."""
        return (
            self.filter(school__status=SchoolStatus.READY, end__gt=now or timezone.now())
            .exclude(school__kind="office")
            .select_related("school")
            .order_by("start", "end", "pk")
        )


class SharedEvent(models.Model):
    """What the portal shows of a school's event. Never says how to join an online meeting."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="shared_events")
    page_id = models.BigIntegerField()
    title = models.CharField(_("title"), max_length=255)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=30)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # The first moment and the first one after; of an event for whole days, two midnights.
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    all_day = models.BooleanField(_("all day"), default=False)
    # Short Vietnamese words for the time, or that it is called off, as the school's own lists have them.
    label = models.CharField(max_length=80, blank=True)
    is_called_off = models.BooleanField(default=False)
    host = models.CharField(max_length=253)
    path = models.CharField(max_length=1000)

    objects = SharedEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a school")
        verbose_name_plural = _("events of schools")
        constraints = [models.UniqueConstraint(fields=["school", "page_id"], name="shared_event_page")]
        indexes = [models.Index(fields=["end", "start"], name="shared_event_upcoming")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Absolute address of the event on its school's site."""
        return url_of_host(self.host) + self.path

    @property
    def school_name(self) -> str:
        return self.school.name

    @property
    def date(self) -> dt.date:
        """The first day, in local time."""
        return timezone.localtime(self.start).date()
