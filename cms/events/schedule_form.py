"""The form of a week's work schedule."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.week_forms import WeekPageForm
from cms.core.weeks import read_day
from cms.events.enums import Session

SESSIONS = {
    "sáng": Session.MORNING,
    "buổi sáng": Session.MORNING,
    "chiều": Session.AFTERNOON,
    "buổi chiều": Session.AFTERNOON,
    "tối": Session.EVENING,
    "buổi tối": Session.EVENING,
    "cả ngày": Session.ALL_DAY,
}


class WorkWeekForm(WeekPageForm):
    """Columns of a pasted table: day, part of the day, hour, leader, content, place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "pasted" in self.fields:
            self.fields["pasted"].help_text = _(
                "Copy the rows from Excel or Word and paste them here; they replace all rows below. "
                "Columns: day, part of the day, hour, leader, content, place. "
                "An empty day or part of the day is that of the row above."
            )

    def read_row(self, cells: list[str], before: Any) -> models.Model:
        from cms.events.models import WorkEntry

        day, session, time, leader, content, place = [*cells, *[""] * 6][:6]
        if not (day or before):
            raise ValidationError(_("The first row must name the day."))
        return WorkEntry(
            day=read_day(day) if day else before.day,
            session=_session(session, before if not day else None),
            time=time,
            leader=leader,
            content=content,
            place=place,
        )


def _session(text: str, before: Any) -> str:
    if not text:
        return before.session if before else Session.ALL_DAY
    try:
        return SESSIONS[text.casefold()]
    except KeyError:
        raise ValidationError(_("“%(text)s” is no part of the day.") % {"text": text[:40]}) from None
