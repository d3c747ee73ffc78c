"""Parts of an organisation: the board of a school, subject teams, associations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core import outbox
from cms.core.models import VisibleRow


class Unit(VisibleRow):
    """A group of the staff, and a box of the organisation chart."""

    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("For example “Subject team Mathematics”. At most 120 characters."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("stands below"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
        help_text=_("Empty for what stands at the top of the organisation chart."),
    )
    duties = models.CharField(
        _("what it does"), max_length=200, blank=True, help_text=_("One line in the chart. At most 200 characters.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Small numbers come first; equal ones by name.")
    )

    panels = [FieldPanel("name"), FieldPanel("parent"), FieldPanel("duties"), FieldPanel("position")]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units and teams")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A unit cannot stand below itself."""
        super().clean()
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("A unit cannot stand below itself or below one of its own parts.")})
            seen.add(above.pk)
            above = above.parent

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        self.name = " ".join(self.name.split())
        super().clean_fields(*args, **kwargs)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self._look_at_people()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._look_at_people()
        return super().delete(*args, **kwargs)

    def _look_at_people(self) -> None:
        """Its name stands beside theirs where they are found."""
        people = self.people.all()  # type: ignore[attr-defined]
        outbox.record_ids(people.model, list(people.values_list("pk", flat=True)), seen=False)
