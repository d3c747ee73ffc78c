"""Which schools a board of the portal shows: the same choice of kind, ward and managing authority on each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import School


@dataclass(frozen=True, kw_only=True)
class SchoolChoice:
    """What the person at a board has chosen of the schools; "" and 0 mean all."""

    kind: str = ""
    ward: str = ""
    authority: int = 0

    @property
    def is_narrow(self) -> bool:
        """Whether some schools are left out."""
        return bool(self.kind or self.ward or self.authority)

    @property
    def schools(self) -> Q:
        """The schools in service that are chosen."""
        found = IN_SERVICE
        if self.kind:
            found &= Q(kind=self.kind)
        if self.ward:
            found &= Q(ward=self.ward)
        if self.authority:
            found &= Q(authority_id=self.authority)
        return found

    def has(self, school: "SchoolLine") -> bool:
        """Say of a school that is known already what `schools` asks the database."""
        return (
            self.kind in ("", school.kind)
            and self.ward in ("", school.ward)
            and self.authority in (0, school.authority_id)
        )


IN_SERVICE = Q(status=SchoolStatus.READY) & ~Q(kind=SchoolKind.OFFICE)


def choice_of(asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what an address asks for, as arguments of SchoolChoice; what nobody knows counts as "all"."""
    kind, authority = asked.get("cap", ""), asked.get("co-quan", "")
    return {
        "kind": kind if kind in SchoolKind.values else "",
        "ward": asked.get("phuong", "")[:100],
        "authority": int(authority) if authority.isascii() and authority.isdigit() and len(authority) < 9 else 0,
    }


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One school in service."""

    pk: int
    name: str
    kind: str
    ward: str
    authority_id: int | None
    authority: str


@dataclass(frozen=True)
class Schools:
    """All schools in service, and what can be chosen of them."""

    lines: list[SchoolLine]

    def chosen(self, choice: SchoolChoice) -> Iterable[SchoolLine]:
        return (line for line in self.lines if choice.has(line))

    @cached_property
    def wards(self) -> list[str]:
        return sorted({line.ward for line in self.lines if line.ward})

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        present = {line.kind for line in self.lines}
        return [(kind.value, str(kind.label)) for kind in SchoolKind if kind.value in present]

    @cached_property
    def authorities(self) -> list[tuple[int, str]]:
        found = {(line.authority_id, line.authority) for line in self.lines if line.authority_id}
        return sorted(found, key=lambda one: one[1])


def read_schools() -> Schools:
    """Return the schools by name: one query."""
    rows = School.objects.filter(IN_SERVICE).order_by("name")
    values = rows.values_list("pk", "name", "kind", "ward", "authority_id", "authority__name")
    return Schools(
        [SchoolLine(pk, name, kind, ward, manager, title or "") for pk, name, kind, ward, manager, title in values]
    )
