"""People and units as pages show them: plain queries, everything else in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cms.people.models.person import Person
from cms.people.models.unit import Unit


@dataclass(frozen=True, slots=True)
class Card:
    """What may be shown of somebody: a template gets nothing else."""

    name: str
    post: str
    duties: str
    phone: str = ""
    email: str = ""
    photo: Any = None
    photo_alt: str = ""


@dataclass(slots=True)
class Group:
    """People under one heading."""

    title: str
    people: list[Card] = field(default_factory=list)


@dataclass(slots=True)
class Box:
    """A unit in the organisation chart with who heads it and what stands below."""

    name: str
    duties: str
    heads: list[Person] = field(default_factory=list)
    children: list["Box"] = field(default_factory=list)


def cards(people: Iterable[Person]) -> list[Card]:
    """Return what each person agreed to, or the law asks for."""
    return [_card(person) for person in people]


def _card(person: Person) -> Card:
    contacts = (person.phone, person.email) if person.shows_contacts else ("", "")
    picture = (person.photo, person.photo_alt) if person.agreed_photo else (None, "")
    return Card(person.name, person.post, person.duties, *contacts, *picture)


def grouped(people: list[Person]) -> list[Group]:
    """Put people under their units, in the units' order; those without a unit come last, untitled."""
    groups: dict[int | None, Group] = {}
    for person in sorted(people, key=_unit_key):
        name = person.unit.name if person.unit else ""
        groups.setdefault(person.unit_id, Group(name)).people.append(_card(person))
    return list(groups.values())


def _unit_key(person: Person) -> tuple[bool, int, str]:
    return (person.unit is None, person.unit.position if person.unit else 0, person.unit.name if person.unit else "")


def organisation() -> list[Box]:
    """Return the top boxes of the chart: two queries."""
    units = list(Unit.objects.all())
    boxes = {unit.pk: Box(unit.name, unit.duties) for unit in units}
    for person in Person.objects.shown().filter(leads_unit=True).in_order():
        if person.unit_id:
            boxes[person.unit_id].heads.append(person)
    tops: list[Box] = []
    for unit in units:
        (boxes[unit.parent_id].children if unit.parent_id else tops).append(boxes[unit.pk])
    return tops
