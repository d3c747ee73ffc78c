"""How a school is found on the portal: by kind and by ward, with the number of schools behind each."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Collate

from cms.shared.models.directory import VIETNAMESE, SchoolEntry
from tenants.enums import SchoolKind
from tenants.slugs import vietnamese_slug

KINDS = {value: label for value, label in SchoolKind.choices if value != SchoolKind.OFFICE}


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind or ward. `value` stands in addresses."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Finder:
    """All kinds, in their own order, and all wards, by name, in which there is a school."""

    kinds: list[Choice]
    wards: list[Choice]

    @property
    def count(self) -> int:
        """How many schools there are."""
        return sum(kind.count for kind in self.kinds)


def finder() -> Finder:
    """Return what there is to choose from: one query, whose answer does not grow with the schools."""
    rows = (
        SchoolEntry.objects.listed()
        .values_list("school__kind", "school__ward")
        .annotate(total=Count("pk"))
        .order_by(Collate("school__ward", VIETNAMESE))
    )
    kinds, wards = Counter[str](), Counter[str]()
    for kind, ward, total in rows:
        kinds[kind] += total
        wards[ward] += total
    return Finder(
        [Choice(kind, str(label), kinds[kind]) for kind, label in KINDS.items() if kinds[kind]],
        [Choice(vietnamese_slug(ward), ward, total) for ward, total in wards.items() if ward],
    )
