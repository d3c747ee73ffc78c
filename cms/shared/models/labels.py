"""What the office has compared with the official text of a regulation, and corrected."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What somebody found when comparing a label with the official text."""

    CONFIRMED = "confirmed", _("compared, right")
    CORRECTED = "corrected", _("corrected")
    # An earlier verdict was wrong: the label is again what the product's data say.
    WITHDRAWN = "withdrawn", _("taken back")


class LabelDecision(models.Model):
    """One verdict on one label; never changed: the newest counts, all of them together are the log.

    Written by the portal, read by every school (cms/disclosures/labels/).
    """

    regulation = models.CharField(_("regulation"), max_length=12)
    form = models.CharField(_("form"), max_length=40)
    # cms.disclosures.labels.items.Kind, and which one of its kind.
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=80)
    # First calendar year of the school year from which it holds.
    first_year = models.PositiveSmallIntegerField(_("from the school year"))
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    was = models.CharField(_("label before"), max_length=500)
    label = models.CharField(_("label"), max_length=500)
    seen_in = models.CharField(_("compared with"), max_length=200)
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)
    # Account at the portal; a number says nothing elsewhere.
    decided_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("verdict on a label")
        verbose_name_plural = _("verdicts on labels")
        ordering = ["pk"]
        # Nobody changes or deletes one.
        default_permissions = ("view", "add")
        indexes = [models.Index(fields=["regulation", "form"], name="shared_label_of_form")]

    def __str__(self) -> str:
        return f"{self.form} {self.code}: {self.label}"
