"""How content readers are with what they read; nobody can tell who said what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Satisfaction(models.TextChoices):
    """The three levels of TT 32/2017 Điều 12."""

    VERY = "rat-hai-long", _("Very satisfied")
    SATISFIED = "hai-long", _("Satisfied")
    UNSATISFIED = "chua-hai-long", _("Not satisfied")


class RatingCount(models.Model):
    """How often one answer was given on one page in one month: a number, no rows of persons."""

    path = models.CharField(_("page"), max_length=500)
    month = models.DateField(_("month"))
    level = models.CharField(_("answer"), max_length=16, choices=Satisfaction.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("satisfaction")
        verbose_name_plural = _("satisfaction")
        constraints = [models.UniqueConstraint(fields=["path", "month", "level"], name="compliance_rating_once")]

    def __str__(self) -> str:
        return f"{self.path}: {self.level}"
