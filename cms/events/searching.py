"""How events are found; never by the way into an online meeting."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cms.core.grades import only_grade
from cms.events.models import EventPage, WorkWeekPage
from cms.shared import searching
from cms.shared.page_texts import texts_of_rows


@searching.finds("events.EventPage")
class FoundEvent(searching.PageKind):
    """An event with its time, place and audience."""

    kind, name = "su-kien", _("Events")
    version: ClassVar[int] = 2
    hidden: ClassVar[frozenset[str]] = frozenset({"meeting_url", "meeting_details"})

    def body(self, page: EventPage) -> str:
        """Kind and organiser, place and audience, the text."""
        return "\n".join(filter(None, (str(page.get_kind_display()), page.organiser, super().body(page))))

    def facets(self, page: EventPage) -> dict[str, Any]:
        """The grade it is for, where it is for one."""
        return {"grade": only_grade(page.audience)}


@searching.finds("events.WorkWeekPage")
class FoundWorkWeek(searching.PageKind):
    """A week of the leaders, with what they do."""

    parts: ClassVar[tuple[str, ...]] = ("leader", "content", "place")

    def body(self, page: WorkWeekPage) -> str:
        """The remark and each entry."""
        return "\n".join([page.note, *texts_of_rows(page.entries.all(), self.parts)])
