"""The demo's schools: twelve written by hand, any number more made from lists of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count as numbers
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import yaml
from anyascii import anyascii

DATA = Path(__file__).parent / "data"
SHARES: Mapping[str, float] = {"preschool": 0.40, "primary": 0.35, "lower_secondary": 0.25}
KIND_NAMES: Mapping[str, str] = {
    "preschool": "Mầm non",
    "primary": "Tiểu học",
    "lower_secondary": "Trung học cơ sở",
}
SHORT_KIND_NAMES: Mapping[str, str] = {**KIND_NAMES, "lower_secondary": "THCS"}
SLUG_PREFIXES: Mapping[str, str] = {"preschool": "mn", "primary": "th", "lower_secondary": "thcs"}
FIRST_CODES: Mapping[str, int] = {
    "preschool": 74798101,
    "primary": 74798301,
    "lower_secondary": 74798501,
}
CLASS_RANGES: Mapping[str, tuple[int, int]] = {
    "preschool": (8, 18),
    "primary": (18, 42),
    "lower_secondary": (18, 38),
}
CLASS_SIZES: Mapping[str, tuple[int, int]] = {
    "preschool": (25, 31),
    "primary": (31, 37),
    "lower_secondary": (38, 43),
}


@dataclass(frozen=True, slots=True)
class People:
    """The three people of a school who get a demo account, by name."""

    editor: str
    principal: str
    administrator: str


@dataclass(frozen=True, slots=True)
class SchoolSpec:
    """Everything the demo tells about one school; `ward` is the area's name without "phường"."""

    slug: str
    name: str
    short_name: str
    kind: str
    ministry_code: str
    ward: str
    address: str
    phone: str
    email: str
    founded: int
    principal: str
    motto: str
    classes: int
    pupils: int
    intro: tuple[str, ...]
    functions: str
    accounts: People


def bulk_schools(count: int, seed: int = 2026) -> list[SchoolSpec]:
    """Return `count` schools: first those of `schools.yaml`, then made ones, the same for the same seed.

    A shorter list is always the beginning of a longer one.
    """
    written = demo_schools()
    return [*written, *islice(_made_schools(written, seed), max(0, count - len(written)))][:count]


def demo_schools() -> list[SchoolSpec]:
    """Return the twelve schools of `schools.yaml`."""
    return [_from_data(item) for item in read_yaml(DATA / "schools.yaml")]


@cache
def _parts() -> dict[str, Any]:
    parts: dict[str, Any] = read_yaml(DATA / "name_parts.yaml")
    return parts


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file, with the C parser where there is one."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader


def slug_of(kind: str, own_name: str) -> str:
    """Return the short ASCII slug of a school, such as `mn-hoa-sen`."""
    return "-".join([SLUG_PREFIXES[kind], *anyascii(own_name).lower().split()])


def _from_data(item: dict[str, Any]) -> SchoolSpec:
    people = People(**item.pop("accounts"))
    return SchoolSpec(**{**item, "intro": tuple(item["intro"])}, accounts=people)


def _made_schools(written: list[SchoolSpec], seed: int) -> Iterator[SchoolSpec]:
    rng = Random(seed)
    taken = {spec.slug for spec in written}
    names = {kind: _own_names(kind, rng, taken) for kind in SHARES}
    have = {kind: sum(spec.kind == kind for spec in written) for kind in SHARES}
    for index in numbers(1):
        kind = _next_kind(have)
        yield _made_school(kind, next(names[kind]), rng, index)
        have[kind] += 1


def _next_kind(have: Mapping[str, int]) -> str:
    """Return the kind that is furthest below its share."""
    total = sum(have.values()) + 1
    return max(SHARES, key=lambda kind: SHARES[kind] * total - have[kind])


def _own_names(kind: str, rng: Random, taken: set[str]) -> Iterator[str]:
    """Yield names that no school of this kind bears yet; numbered ones when the list runs out."""
    parts = _parts()
    pool: list[str] = list(parts["preschool"] if kind == "preschool" else [*parts["people"], *parts["wards"]])
    rng.shuffle(pool)
    for turn in numbers(1):
        for name in pool:
            own = name if turn == 1 else f"{name} {turn}"
            if slug_of(kind, own) not in taken:
                yield own


def _made_school(kind: str, own_name: str, rng: Random, index: int) -> SchoolSpec:
    parts = _parts()
    slug = slug_of(kind, own_name)
    name, short_name = f"Trường {KIND_NAMES[kind]} {own_name}", f"{SHORT_KIND_NAMES[kind]} {own_name}"
    ward = own_name if own_name in parts["wards"] else rng.choice(parts["wards"])
    classes = rng.randint(*CLASS_RANGES[kind])
    pupils = sum(rng.randint(*CLASS_SIZES[kind]) for _ in range(classes))
    founded = rng.randint(1976, 2019)
    principal = made_person(rng, woman=kind == "preschool" or rng.random() < 0.6)
    facts = {
        "name": name,
        "short_name": short_name,
        "ward": ward,
        "founded": founded,
        "classes": classes,
        "pupils": f"{pupils:,}".replace(",", "."),
        "staff": round(classes * (2.8 if kind == "preschool" else 1.9)) + 4,
    }
    return SchoolSpec(
        slug=slug,
        name=name,
        short_name=short_name,
        kind=kind,
        ministry_code=str(FIRST_CODES[kind] + index),
        ward=ward,
        address=_address(rng, ward),
        phone=f"0274 300{1 + index // 1000} {index % 1000:03d}",
        email=f"c.{slug}@tptdm.edu.vn",
        founded=founded,
        principal=principal,
        motto=rng.choice(parts["mottos"][kind]),
        classes=classes,
        pupils=pupils,
        intro=tuple(text.format(**facts) for text in rng.choice(parts["intro"][kind])),
        functions=parts["functions"][kind],
        accounts=People(
            editor=made_person(rng, woman=rng.random() < 0.75),
            principal=principal,
            administrator=made_person(rng, woman=rng.random() < 0.5),
        ),
    )


def made_person(rng: Random, *, woman: bool) -> str:
    """Return an invented full name."""
    parts = _parts()
    names = parts["women" if woman else "men"]
    return f"{rng.choice(parts['surnames'])} {rng.choice(names['middle'])} {rng.choice(names['given'])}"


def _address(rng: Random, ward: str) -> str:
    street = rng.choice(_parts()["streets"])
    return (
        f"Số {rng.randint(3, 480)} đường {street}, khu phố {ward} {rng.randint(1, 7)}, "
        "phường Thủ Dầu Một, Thành phố Hồ Chí Minh"
    )
