"""A school's entry in the directory: its profile, and the registry's words where it says nothing."""

from collections.abc import Iterable
from typing import Any

from cms.core import outbox
from cms.core.contacts import contacts_of
from cms.core.folding import fold
from cms.shared.models import SchoolEntry
from tenants.changes import announce_content
from tenants.models import PORTAL_SCHEMA
from tenants.registry import registry
from tenants.schema import connection

# A school that has never opened its profile has no row of it, yet stands in the directory.
NO_PROFILE = 0


def _always() -> Iterable[int]:
    return [NO_PROFILE]


@outbox.writes("core.SiteProfile", known=_always)
def write_entry(profile_id: int) -> None:
    """Bring the current school's entry up to date, whichever profile row was the reason."""
    school = registry.school_for_schema(connection.schema_name)
    if school is not None and not school.is_portal:
        enter(school, school.primary_host)
        announce_content(PORTAL_SCHEMA)


def enter(school: Any, host: str) -> None:
    """Write the entry of `school`, whose schema is the current one."""
    said = contacts_of(school)
    SchoolEntry.objects.update_or_create(
        school_id=school.pk,
        defaults={
            "folded": fold(" ".join((school.name, school.short_name, school.ward, said.address, school.slug)))[:700],
            "host": host,
            "address": said.address,
            "phone": said.phone,
            "email": said.email,
            "opening_hours": said.opening_hours,
            "map_url": said.map_url,
            "responsible_person": said.responsible_person,
            "responsible_post": said.responsible_post,
        },
    )
