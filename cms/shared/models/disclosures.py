"""What each school has to disclose by when, what it has, and the few figures that the city adds up."""

import datetime as dt
import uuid
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.models import School


class DutyKind(models.TextChoices):
    """What has to be done."""

    FORM = "form", _("publish")
    # Facts have changed since: 10 working days (TT 09/2024 Điều 15 khoản 1).
    CHANGE = "change", _("bring up to date")
    REPORT = "report", _("annual report")


class DutyState(models.TextChoices):
    """How a school stands with a duty on a day."""

    LATE = "late", _("late")
    DUE = "due", _("not due yet")
    DONE_LATE = "done_late", _("done late")
    DONE = "done", _("done on time")
    # "If any": nobody is late who has nothing to tell.
    NOT_ASKED = "not_asked", _("only if there is any")


def state_of(due: dt.date, done_on: dt.date | None, today: dt.date, *, optional: bool = False) -> DutyState:
    """Return how things stand on a day; `due` is the last day on which it is on time."""
    if done_on is not None:
        return DutyState.DONE if optional or done_on <= due else DutyState.DONE_LATE
    if optional:
        return DutyState.NOT_ASKED
    return DutyState.LATE if today > due else DutyState.DUE


class DutyQuerySet(models.QuerySet["DisclosureDuty"]):
    """Duties, with their state as of today: no row has to change when a deadline passes."""

    def with_state(self, today: dt.date | None = None) -> Any:
        """Annotate `state`; says in SQL what `state_of` says."""
        day = today or timezone.localdate()
        return self.annotate(
            state=Case(
                When(
                    Q(done_on__isnull=False) & (Q(is_optional=True) | Q(done_on__lte=F("due"))), Value(DutyState.DONE)
                ),
                When(done_on__isnull=False, then=Value(DutyState.DONE_LATE)),
                When(is_optional=True, then=Value(DutyState.NOT_ASKED)),
                When(due__lt=day, then=Value(DutyState.LATE)),
                default=Value(DutyState.DUE),
                output_field=models.CharField(),
            )
        )


class DisclosureDuty(models.Model):
    """One duty of one school; written by the school itself (cms/disclosures/obligations)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="disclosure_duties")
    # First calendar year of the school year; of the annual report, the year it is about.
    year = models.PositiveSmallIntegerField(_("year"))
    regulation_code = models.CharField(_("regulation"), max_length=12)
    kind = models.CharField(max_length=8, choices=DutyKind.choices)
    code = models.CharField(_("form"), max_length=40)
    topic = models.CharField(max_length=40)
    due = models.DateField(_("due"))
    is_optional = models.BooleanField(default=False)
    done_on = models.DateField(_("done on"), null=True)
    published_at = models.DateTimeField(_("published"), null=True)
    versions = models.PositiveSmallIntegerField(_("versions"), default=0)
    # On the school's own host.
    path = models.CharField(max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty to disclose")
        verbose_name_plural = _("duties to disclose")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "regulation_code", "kind", "code"], name="shared_duty_once"
            )
        ]
        indexes = [models.Index(fields=["year", "topic"], name="shared_duty_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.code}"


class DisclosureFigures(models.Model):
    """The figures of a school year that a school has published and the city adds up; null: not published."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="disclosure_figures")
    year = models.PositiveSmallIntegerField(_("year"))
    pupils = models.PositiveIntegerField(_("pupils"), null=True)
    classes = models.PositiveIntegerField(_("classes"), null=True)
    rooms = models.PositiveIntegerField(_("classrooms"), null=True)
    teachers = models.PositiveIntegerField(_("teachers"), null=True)
    managers = models.PositiveIntegerField(_("managers"), null=True)
    staff = models.PositiveIntegerField(_("staff"), null=True)

    class Meta:
        verbose_name = _("published figures")
        verbose_name_plural = _("published figures")
        constraints = [models.UniqueConstraint(fields=["school", "year"], name="shared_figures_once")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"


class DisclosureNotice(models.Model):
    """What the office has written to schools that are late; written by the portal, read by those schools."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(_("year"))
    text = models.TextField(
        _("text"),
        max_length=2000,
        validators=[MaxLengthValidator(2000)],
        help_text=_("What the school should do by when. At most 2,000 characters."),
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    # Account at the portal; a number says nothing elsewhere.
    sent_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("message to late schools")
        verbose_name_plural = _("messages to late schools")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.sent_at:%d/%m/%Y}"


class DisclosureNoticeReceipt(models.Model):
    """One school that a message went to; the school notes that its people were written to."""

    notice = models.ForeignKey(DisclosureNotice, on_delete=models.CASCADE, related_name="receipts")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="disclosure_notices")
    mailed_at = models.DateTimeField(null=True)
    letters = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("receiver of a message")
        verbose_name_plural = _("receivers of a message")
        constraints = [models.UniqueConstraint(fields=["notice", "school"], name="shared_notice_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.school_id}"
