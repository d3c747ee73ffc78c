"""The list of schools as the portal shows it."""

from dataclasses import dataclass

from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import Domain, url_of_host


@dataclass(frozen=True, slots=True)
class SchoolLink:
    """A school in a list."""

    name: str
    url: str
    ward: str


def schools_by_kind() -> list[tuple[str, list[SchoolLink]]]:
    """Return the schools in service by kind, in the order of the kinds, each list by name: one query."""
    rows = (
        Domain.objects.filter(is_primary=True, tenant__status=SchoolStatus.READY)
        .exclude(tenant__kind=SchoolKind.OFFICE)
        .order_by("tenant__name")
        .values_list("tenant__kind", "tenant__name", "domain", "tenant__ward")
    )
    lists: dict[str, list[SchoolLink]] = {kind: [] for kind in SchoolKind.values}
    for kind, name, host, ward in rows:
        lists[kind].append(SchoolLink(name, url_of_host(host), ward))
    return [(str(SchoolKind(kind).label), links) for kind, links in lists.items() if links]
