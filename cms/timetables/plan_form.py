"""The form of a week's education plan."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.week_forms import WeekPageForm
from cms.core.weeks import read_day

FIELDS = ("learning", "outdoor", "play", "afternoon")


class PlanWeekForm(WeekPageForm):
    """Columns of a pasted table: group, day, learning, outdoors, corner play, afternoon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "pasted" in self.fields:
            self.fields["pasted"].help_text = _(
                "Copy the rows from Excel or Word and paste them here; they replace all rows below. "
                "Columns: group or class, day, learning, outdoors, play in corners, afternoon. "
                "An empty group is that of the row above."
            )

    def first_rows(self, latest: Any) -> list[models.Model]:
        """The groups and days of the latest week; what is done on them is new each week."""
        from cms.timetables.models import PlanDay

        return [PlanDay(group=row.group, day=row.day) for row in latest.rows] if latest else []

    def read_row(self, cells: list[str], before: Any) -> models.Model:
        from cms.timetables.models import PlanDay

        group, day, *texts = [*cells, *[""] * (2 + len(FIELDS))][: 2 + len(FIELDS)]
        if not (group or before):
            raise ValidationError(_("The first row must name the group or class."))
        if not any(texts):
            raise ValidationError(_("Nothing is planned for this day."))
        return PlanDay(group=group or before.group, day=read_day(day), **dict(zip(FIELDS, texts, strict=True)))

    def is_heading(self, cells: list[str]) -> bool:
        return len(cells) > 1 and super().is_heading(cells[1:])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        places = [(row.group, row.day) for row in self.pasted_objects]
        if len(places) != len(set(places)):
            self.add_error("pasted", _("A day is in it twice for one group."))
        return data
