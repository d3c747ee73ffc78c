"""What each site meets of the requirements, as the office sees it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import School

# As in cms.core.requirements.State, which stands above a read model's rows.
STATE_LENGTH = 16


class RequirementState(models.Model):
    """How one site stands with one requirement; written by the site itself (cms/compliance)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="requirement_states")
    code = models.CharField(_("requirement"), max_length=40)
    state = models.CharField(_("state"), max_length=STATE_LENGTH)
    message = models.CharField(max_length=500, blank=True)
    fix_url = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField(_("checked"))

    class Meta:
        verbose_name = _("state of a requirement")
        verbose_name_plural = _("states of requirements")
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="shared_requirement_once")]
        indexes = [models.Index(fields=["code", "state"], name="shared_requirement_code")]

    def __str__(self) -> str:
        return f"{self.code}: {self.state}"


class RequirementTotals(models.Model):
    """How many requirements a site met on one day: the trend."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="requirement_totals")
    day = models.DateField(_("day"))
    passed = models.PositiveSmallIntegerField(default=0)
    missing = models.PositiveSmallIntegerField(default=0)
    outdated = models.PositiveSmallIntegerField(default=0)
    unknown = models.PositiveSmallIntegerField(default=0)
    not_applicable = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("totals of requirements")
        verbose_name_plural = _("totals of requirements")
        constraints = [models.UniqueConstraint(fields=["school", "day"], name="shared_totals_day")]
        indexes = [models.Index(fields=["day"], name="shared_totals_by_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.passed}"
