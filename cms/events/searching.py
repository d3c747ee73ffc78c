"""How events are found; never by the way into an online meeting."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.events.models import EventPage
from cms.shared import searching


@searching.finds("events.EventPage")
class FoundEvent(searching.PageKind):
    """An event with its time, place and audience."""

    kind, name = "su-kien", _("Events")
    hidden: ClassVar[frozenset[str]] = frozenset({"meeting_url", "meeting_details"})

    def body(self, page: EventPage) -> str:
        """Kind and organiser, place and audience, the text."""
        return "\n".join(filter(None, (str(page.get_kind_display()), page.organiser, super().body(page))))
