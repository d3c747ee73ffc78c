"""Events across schools: what the portal shows of each school's calendar."""

from collections.abc import Iterable

from cms.core import outbox
from cms.core.navigation import site_path
from cms.events.models import EventPage
from cms.shared.models import SharedEvent
from tenants.changes import announce_content
from tenants.models import PORTAL_SCHEMA
from tenants.registry import registry
from tenants.schema import connection


def _pages_with_row() -> Iterable[int]:
    """Return the pages of the current school that have a row."""
    rows = SharedEvent.objects.filter(school__schema_name=connection.schema_name)
    return rows.values_list("page_id", flat=True)


@outbox.writes("events.EventPage", known=_pages_with_row)
def write_shared_event(page_id: int) -> None:
    """Bring one event's row up to date; remove it when the event is not public (any more).

    Nothing of the online meeting is written: the row is seen by everybody.
    """
    school = registry.school_for_schema(connection.schema_name)
    if school is None or school.is_portal:
        return
    page = EventPage.objects.filter(pk=page_id).first()
    if page is None or not page.live or page.date is None or page.get_view_restrictions().exists():
        SharedEvent.objects.filter(school_id=school.pk, page_id=page_id).delete()
    else:
        SharedEvent.objects.update_or_create(
            school_id=school.pk,
            page_id=page_id,
            defaults={
                "title": page.title,
                "summary": page.summary,
                "kind": page.kind,
                "place": page.place,
                "start": page.timing.start,
                "end": page.timing.end,
                "all_day": page.all_day,
                "label": page.list_label,
                "is_called_off": page.is_called_off,
                "host": school.primary_host,
                "path": site_path(page.url_path),
            },
        )
    announce_content(PORTAL_SCHEMA)
