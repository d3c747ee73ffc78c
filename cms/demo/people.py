"""The demo's staff: units, leaders, teachers; people's names are invented, the same for each start."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from random import Random
from typing import Any

from django.db.models import Q

from cms.core import outbox
from cms.demo.schools import DATA, SchoolSpec, made_person, read_yaml
from cms.people.models import Person, Unit

TEACHERS_PER_TEAM = 3
BOARD = "Ban giám hiệu"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a unit."""

    name: str
    post: str
    role: str
    email: str = ""
    duties: str = ""
    phone: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A unit with its people."""

    name: str
    duties: str
    parent: str
    members: tuple[Member, ...]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(DATA / "staff.yaml")
    return data


def load(teams: Iterator[Team]) -> None:
    """Write units and people into the current school, each by one statement, and void its pages once."""
    units: dict[str, Unit] = {}
    people = []
    for position, team in enumerate(teams):
        unit = Unit(name=team.name, duties=team.duties, position=position, parent=units.get(team.parent))
        units[team.name] = unit
        if not team.parent:
            unit.save()
        people += [_person(member, unit) for member in team.members]
    Unit.objects.bulk_create(unit for unit in units.values() if unit.pk is None)
    Person.objects.bulk_create(people)
    outbox.record_ids(Person, [])


def clerk() -> str:
    """Return the name of the current site's clerk."""
    return _named("văn thư")


def accountant() -> str:
    """Return the name of who keeps the accounts; at the office, of who plans its finances."""
    return _named("kế toán", "tài chính")


def _named(*posts: str) -> str:
    wanted = reduce(or_, (Q(post__icontains=post) for post in posts))
    return Person.objects.filter(wanted).values_list("name", flat=True)[0]


def _person(member: Member, unit: Unit) -> Person:
    return Person(
        name=member.name,
        post=member.post,
        role=member.role,
        unit=unit,
        leads_unit=member.leads,
        position=1 if member.leads else None,
        email=member.email,
        phone=member.phone,
        duties=member.duties,
        agreed_contacts=bool(member.email),
    )


def school_staff(spec: SchoolSpec) -> Iterator[Team]:
    """Yield the units of a school: board, teams, office, bodies."""
    rng = Random(zlib.crc32(f"{spec.slug}/staff".encode()))
    yield Team(BOARD, "Quản lý, điều hành hoạt động của nhà trường", "", tuple(_board(spec, rng)))
    women = 0.95 if spec.kind == "preschool" else 0.75
    for name in _data()["teams"][spec.kind]:
        posts = ["Tổ trưởng", *["Giáo viên"] * (TEACHERS_PER_TEAM - 1)]
        members = (
            Member(made_person(rng, woman=rng.random() < women), post, "teacher", leads=post == "Tổ trưởng")
            for post in posts
        )
        yield Team(name, "", BOARD, tuple(members))
    yield _office(spec, rng)
    for body in _data()["bodies"]:
        yield Team(body["name"], body["duties"], BOARD, ())


def _board(spec: SchoolSpec, rng: Random) -> Iterator[Member]:
    mail = "@tptdm.edu.vn"
    own = spec.slug.replace("-", "")
    head = f"hieutruong.{own}{mail}"
    yield Member(spec.principal, "Hiệu trưởng", "head", head, _data()["head"]["duties"], spec.phone, leads=True)
    for number, row in enumerate(_data()["leaders"], start=1):
        name = made_person(rng, woman=spec.kind == "preschool" or rng.random() < 0.6)
        email = f"{row['mailbox']}.{own}{mail}"
        yield Member(name, row["post"], "deputy", email, row["duties"], f"{spec.phone[:-1]}{number + 2}")


def _office(spec: SchoolSpec, rng: Random) -> Team:
    row = _data()["office_unit"]
    own = spec.slug.replace("-", "")
    members = tuple(
        Member(
            made_person(rng, woman="bảo vệ" not in post),
            post,
            "staff",
            f"{mailbox}.{own}@tptdm.edu.vn" if mailbox else "",
            duties,
            spec.phone if mailbox else "",
            leads=post == "Văn thư",
        )
        for post, mailbox, duties in row["people"]
    )
    return Team(row["name"], row["duties"], BOARD, members)


def office_staff() -> Iterator[Team]:
    """Yield the units of the education office."""
    for row in _data()["portal"]:
        members = tuple(
            Member(name, post, role, f"{mailbox}@tptdm.edu.vn", duties, str(phone), leads=leads)
            for name, post, role, mailbox, duties, phone, leads in row["people"]
        )
        yield Team(row["name"], row["duties"], row.get("parent", ""), members)
