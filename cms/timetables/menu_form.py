"""The form of a week's menu."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.week_forms import WeekPageForm
from cms.core.weeks import read_day

SCHOOL_DAYS = 5
FIELDS = ("breakfast", "lunch", "snack", "ingredients", "allergens")


class MenuWeekForm(WeekPageForm):
    """Columns of a pasted table: day, breakfast, lunch, snack, ingredients, allergens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "pasted" in self.fields:
            self.fields["pasted"].help_text = _(
                "Copy the rows from Excel or Word and paste them here; they replace all rows below. "
                "Columns: day, breakfast, lunch, afternoon snack, main ingredients, may cause allergies."
            )

    def first_rows(self, latest: Any) -> list[models.Model]:
        """A menu is not last week's: only the days are there."""
        from cms.timetables.models import MenuDay

        return [MenuDay(day=day) for day in range(SCHOOL_DAYS)]

    def read_row(self, cells: list[str], before: Any) -> models.Model:
        from cms.timetables.models import MenuDay

        texts = [cell.replace("\n", ", ") for cell in [*cells[1:], *[""] * len(FIELDS)][: len(FIELDS)]]
        if not any(texts):
            raise ValidationError(_("The day has no meal."))
        return MenuDay(day=read_day(cells[0]), **dict(zip(FIELDS, texts, strict=True)))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        days = [getattr(row, "day", None) for row in self.pasted_objects]
        if len(days) != len(set(days)):
            self.add_error("pasted", _("A day is in it twice."))
        return data
