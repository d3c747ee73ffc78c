"""Pupils, classes, staff and rooms of a demo school, year by year: each class moves up a year later."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from cms.demo.disclosed.sheets import chance, split
from cms.demo.schools import SchoolSpec

# The groups of a kind with their shares of all children.
GROUPS: Mapping[str, Mapping[str, float]] = {
    "preschool": {"nt_25_36": 0.14, "mg_3_4": 0.25, "mg_4_5": 0.29, "mg_5_6": 0.32},
    "primary": {"1": 0.2, "2": 0.2, "3": 0.2, "4": 0.2, "5": 0.2},
    "lower_secondary": {"6": 0.25, "7": 0.25, "8": 0.25, "9": 0.25},
}
TEACHERS_A_CLASS: Mapping[str, float] = {"preschool": 2.1, "primary": 1.45, "lower_secondary": 1.85}
# m2 of land a child; Thông tư 13/2020/TT-BGDĐT asks for 12 (preschool) and 10.
LAND: Mapping[str, tuple[float, float]] = {"preschool": (11, 16), "primary": (9, 14), "lower_secondary": (8.5, 13)}
LEAST_LAND: Mapping[str, int] = {"preschool": 12, "primary": 10, "lower_secondary": 10}
NEWEST = 2026


@dataclass(frozen=True, slots=True)
class Group:
    """The children of one age or grade in one school year."""

    children: int
    classes: int
    girls: int
    minority: int
    disabled: int
    left: int
    came: int
    repeat: int

    @property
    def boys(self) -> int:
        return self.children - self.girls


@dataclass(frozen=True, eq=False)
class YearFigures:
    """A school in one school year."""

    spec: SchoolSpec
    year: int
    groups: Mapping[str, Group]

    @cached_property
    def children(self) -> int:
        return sum(group.children for group in self.groups.values())

    @cached_property
    def classes(self) -> int:
        return sum(group.classes for group in self.groups.values())

    @cached_property
    def teachers(self) -> int:
        return round(self.classes * TEACHERS_A_CLASS[self.spec.kind])

    @property
    def managers(self) -> int:
        return 3 if self.spec.classes >= 12 else 2

    @cached_property
    def staff(self) -> Mapping[str, int]:
        """Other staff by post."""
        guards = 2 + self.spec.classes // 20
        kitchen = {"preschool": max(4, self.children // 60), "primary": 3, "lower_secondary": 1}[self.spec.kind]
        return {"van-thu": 1, "ke-toan": 1, "thu-quy": 0, "y-te": 1, "thu-vien": 1, "khac": guards + kitchen}

    @property
    def others(self) -> int:
        """Everybody who neither teaches nor leads."""
        return sum(self.staff.values()) - (1 if self.spec.kind == "preschool" else 0)

    @cached_property
    def rooms(self) -> int:
        """Classrooms: enough for the classes of the largest year."""
        return max(self.spec.classes, self.classes) + chance(self.spec.slug, "rooms").randint(0, 2)

    @cached_property
    def land(self) -> int:
        low, high = LAND[self.spec.kind]
        return round(self.spec.pupils * chance(self.spec.slug, "land").uniform(low, high) / 10) * 10

    def with_slip(self) -> "YearFigures":
        """The same year as it was first published: a few children of the last group not counted."""
        name, group = list(self.groups.items())[-1]
        slip = replace(group, children=group.children - 3, girls=group.girls - 1)
        return YearFigures(self.spec, self.year, {**self.groups, name: slip})


@cache
def year_figures(spec: SchoolSpec, year: int) -> YearFigures:
    """Return the school's figures of a school year, the same on every machine."""
    shares = GROUPS[spec.kind]
    groups = {name: _group(spec, year, place, share) for place, (name, share) in enumerate(shares.items())}
    return YearFigures(spec, year, groups)


def _group(spec: SchoolSpec, year: int, place: int, share: float) -> Group:
    luck = chance(spec.slug, year, place)
    size, before = _size(spec, year, place, share), _size(spec, year - 1, place - 1, share)
    left = luck.randint(1, 4)
    came = left + size - before if place and spec.kind != "preschool" else luck.randint(0, 3)
    if came < 0:
        left, came = left - came, 0
    average = spec.pupils / spec.classes
    girls = split(size, (48 + luck.uniform(-2, 2), 52))[0]
    return Group(
        children=size,
        classes=max(1, round(spec.pupils * share * _fullness(spec, year - place) / average)),
        girls=girls,
        minority=luck.randint(5, 12),
        disabled=luck.choice((0, 0, 5, 6)),
        left=left,
        came=came,
        repeat=luck.choice((0, 0, 1, 2)),
    )


def _size(spec: SchoolSpec, year: int, place: int, share: float) -> int:
    return round(spec.pupils * share * _fullness(spec, year - place)) + chance(spec.slug, year, place, "moves").randint(
        -2, 2
    )


def _fullness(spec: SchoolSpec, cohort: int) -> float:
    """How large those who began in a year are, compared with the others: the city grows a little each year."""
    middle = NEWEST - len(GROUPS[spec.kind]) / 2
    return chance(spec.slug, cohort).uniform(0.95, 1.05) * (1 + 0.012 * (cohort - middle))
