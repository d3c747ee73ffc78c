"""What a school notes about its deadlines: changes, the day of enrolment, and which reminders went out."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.disclosures.models.disclosure import Disclosure, Version


class ChangeNote(models.Model):
    """What changed on which day: 10 working days run from then (TT 09/2024 Điều 15 khoản 1)."""

    disclosure = models.ForeignKey(Disclosure, verbose_name=_("form"), on_delete=models.PROTECT, related_name="changes")
    changed_on = models.DateField(
        _("day of the change"), help_text=_("The day on which the facts changed, not the day on which you enter them.")
    )
    what = models.CharField(
        _("what has changed"),
        max_length=200,
        help_text=_("For example: two classes of grade 1 more. No names of pupils. At most 200 characters."),
    )
    noted_at = models.DateTimeField(_("noted"), auto_now_add=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("noted by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The version that made it public.
    settled_by = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="changes")

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering: ClassVar[list[str]] = ["-changed_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.changed_on:%d/%m/%Y}: {self.what}"


class SentReminder(models.Model):
    """A reminder that went out: the same one never goes out again."""

    due = models.DateField(_("due"))
    # Days before the deadline: 30, 7, 1; 0 once it has passed.
    stage = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    letters = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["due", "stage"], name="disclosure_reminder_once")]

    def __str__(self) -> str:
        return f"{self.due} −{self.stage}"


@register_setting(icon="date", order=210)
class DeadlineSettings(BaseGenericSetting):
    """How the site reminds of what must be disclosed."""

    sends_mail = models.BooleanField(
        _("remind by e-mail"),
        default=True,
        help_text=_(
            "30, 7 and 1 days before a deadline and once when it has passed, to those who enter disclosures and those"
            " who publish them. The dashboard reminds in any case."
        ),
    )
    enrolment_opens_on = models.DateField(
        _("first day of enrolment"),
        null=True,
        blank=True,
        help_text=_(
            "Fees must be public before enrolment opens (Circular 09/2024, Article 5). Empty: 1 July. The same day"
            " counts in later years until you enter another."
        ),
    )

    panels: ClassVar[list[FieldPanel]] = [FieldPanel("sends_mail"), FieldPanel("enrolment_opens_on")]

    class Meta:
        verbose_name = _("deadlines of disclosures")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the day of enrolment moves deadlines."""
        from cms.disclosures.obligations.read_models import look_again

        super().save(*args, **kwargs)
        look_again()
