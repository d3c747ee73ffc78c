"""Alerts of the whole city: written by the portal, shown by every school they reach."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.core.addresses import validate_address
from tenants.changes import announce_to_everyone
from tenants.enums import SchoolKind
from tenants.models import School
from tenants.registry import CurrentSchool

LONGEST = dt.timedelta(days=30)


class Level(models.TextChoices):
    """How loud an alert is; the values are the components' tones."""

    INFO = "info", _("Information: good to know")
    WARN = "warn", _("Warning: please mind")
    BAD = "bad", _("Danger: act now")


class AlertFields(models.Model):
    """What alerts of a school and of the city share."""

    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.WARN)
    title = models.CharField(
        _("title"), max_length=120, help_text=_("What has happened, in one line. At most 120 characters.")
    )
    text = models.CharField(_("text"), max_length=240, blank=True, help_text=_("What to do. At most 240 characters."))
    url = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[validate_address],
        help_text=_("Page with more about it: /tin-tuc/… or https://…"),
    )
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("shown until"), help_text=_("It disappears by itself then. At most 30 days after the start.")
    )

    alert_panels = [
        FieldPanel("level"),
        FieldPanel("title"),
        FieldPanel("text", widget=forms.Textarea(attrs={"rows": 2})),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not self.starts_at or not self.ends_at:
            return
        if self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end lies before the start.")})
        if self.ends_at - self.starts_at > LONGEST:
            message = _("An alert stands for 30 days at most; make it a news article after that.")
            raise ValidationError({"ends_at": message})

    @property
    def state(self) -> str:
        """Where it stands now, in words."""
        now = timezone.now()
        if self.ends_at <= now:
            return str(_("Over"))
        return str(_("Shown now") if self.starts_at <= now else _("Will be shown"))


class CityAlertForm(WagtailAdminModelForm):
    """Kinds as boxes to tick; wards must be those of some school."""

    kinds = forms.MultipleChoiceField(
        label=_("only these kinds of schools"),
        required=False,
        choices=[choice for choice in SchoolKind.choices if choice[0] != SchoolKind.OFFICE],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all kinds. The portal shows it in any case."),
    )

    def clean_wards(self) -> str:
        """One ward in a line, each the ward of some school."""
        wards = [line.strip() for line in self.cleaned_data["wards"].splitlines() if line.strip()]
        known = set(School.objects.filter(ward__in=wards).values_list("ward", flat=True))
        if unknown := [ward for ward in wards if ward not in known]:
            raise ValidationError(_("There is no school in: %(wards)s") % {"wards": ", ".join(unknown)})
        return "\n".join(wards)


class CityAlert(AlertFields):
    """An alert for all schools, or for those of some kinds and wards."""

    kinds = models.JSONField(_("only these kinds of schools"), default=list, blank=True)
    wards = models.TextField(
        _("only these wards"),
        blank=True,
        help_text=_("One ward in each line, as in the list of schools. Empty: all wards."),
    )

    base_form_class = CityAlertForm
    panels = [
        *AlertFields.alert_panels,
        FieldPanel("kinds"),
        FieldPanel("wards", widget=forms.Textarea(attrs={"rows": 3})),
    ]

    class Meta:
        verbose_name = _("alert of the city")
        verbose_name_plural = _("alerts of the city")
        ordering = ["-starts_at", "-pk"]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and void every school's cached pages by one row."""
        super().save(*args, **kwargs)
        announce_to_everyone()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        announce_to_everyone()
        return super().delete(*args, **kwargs)

    def reaches(self, school: CurrentSchool) -> bool:
        """Tell whether a school shows it; the portal shows all."""
        if school.is_portal:
            return True
        wards = self.wards.split("\n") if self.wards else []
        return (not self.kinds or school.kind in self.kinds) and (not wards or school.ward in wards)
