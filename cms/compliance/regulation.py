"""The requirements as data: read from YAML once, refused when something in them cannot be right."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core import requirements
from cms.core.data_files import read_yaml
from tenants.enums import SchoolKind

FILE = Path(__file__).parent / "data" / "circular_37_2020.yaml"
Choices = TypeVar("Choices", bound=models.TextChoices)


class Kind(models.TextChoices):
    """What a requirement is about."""

    CATEGORY = "category", _("Sections and content")
    FUNCTION = "function", _("Functions of the site")
    CONTENT_RULE = "content-rule", _("Rules for content")
    OPERATION = "operation", _("Operation")
    DOMAIN = "domain", _("Domain name")
    STANDARD = "standard", _("Technical standards")
    EMAIL = "email", _("E-mail")
    SECURITY = "security", _("Security")
    GOVERNANCE = "governance", _("Management")
    ONLINE_SERVICE = "online-service", _("Online services")
    LOCAL_SCORE = "local-score", _("Local scoring")


class Level(models.TextChoices):
    """How binding a requirement is."""

    MUST = "must", _("required")
    SHOULD = "should", _("recommended")
    MAY = "may", _("optional")
    UNKNOWN = "unknown", _("not known")


class Automation(models.TextChoices):
    """How much of it software can see."""

    FULL = "full", _("checked by software")
    PARTIAL = "partial", _("partly checked by software")
    NONE = "none", _("checked by a person")


class Source(models.TextChoices):
    """Where the row comes from; only `text` was compared with a text of law."""

    TEXT = "text", _("from the text")
    SCHOOL_PAGE = "school-page", _("seen on a school's page")
    MEMORY = "memory", _("not compared yet")
    DERIVED = "derived", _("our own reading")


class RegulationError(ValueError):
    """The data cannot be right; says where."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the regulation."""

    code: str
    kind: Kind
    applies_to: tuple[str, ...]
    short: str
    title: str
    asks: str
    level: Level
    law: str
    automation: Automation
    source: Source
    update_within: str = ""
    wording: str = ""
    not_seen: str = ""
    by_hand: str = ""
    awaits: str = ""
    school_kinds: tuple[str, ...] = ()

    @property
    def is_compared(self) -> bool:
        """Whether somebody has seen it in a text; else it is never passed off as the law."""
        return self.source == Source.TEXT

    def asked_of(self, kind: str) -> bool:
        """Tell whether it concerns the portal, or schools."""
        return ("office" if kind == SchoolKind.OFFICE else "school") in self.applies_to

    def exempts(self, kind: str) -> bool:
        """Tell whether schools of this kind are let off."""
        return bool(self.school_kinds) and kind not in self.school_kinds


@dataclass(frozen=True, slots=True)
class Regulation:
    """A version of the data with its requirements in their order."""

    number: str
    title: str
    issued: dt.date
    effective_from: dt.date
    version: str
    note: str
    requirements: Mapping[str, Requirement]

    def asked_of(self, kind: str) -> list[Requirement]:
        """Return what is asked of a site of this kind."""
        return [requirement for requirement in self.requirements.values() if requirement.asked_of(kind)]


@cache
def regulation() -> Regulation:
    """Return the regulation this version of the product checks."""
    return load(FILE)


def load(path: Path) -> Regulation:
    """Read and validate a file of requirements."""
    return parse(read_yaml(path))


def parse(data: dict[str, Any]) -> Regulation:
    """Return the regulation, or raise RegulationError with the row and what is wrong."""
    found: dict[str, Requirement] = {}
    for row in data["requirements"]:
        requirement = _requirement(row)
        if requirement.code in found:
            raise RegulationError(f"{requirement.code}: two rows")
        found[requirement.code] = requirement
    head = data["regulation"]
    return Regulation(
        number=head["number"],
        title=head["title"],
        issued=dt.date.fromisoformat(head["issued"]),
        effective_from=dt.date.fromisoformat(head["effective_from"]),
        version=head["version"],
        note=head["note"],
        requirements=found,
    )


def unknown_checks() -> list[str]:
    """Return the registered checks whose requirement nobody knows."""
    return sorted(set(requirements.registered()) - set(regulation().requirements))


def _requirement(row: dict[str, Any]) -> Requirement:
    code = str(row.get("code", "?"))
    known = {field.name for field in fields(Requirement)}
    if unknown := sorted(set(row) - known):
        raise RegulationError(f"{code}: unknown fields {', '.join(unknown)}")
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    try:
        for name, choices in (("kind", Kind), ("level", Level), ("automation", Automation), ("source", Source)):
            values[name] = choices(row[name])
        requirement = Requirement(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise RegulationError(f"{code}: {error}") from error
    _examine(requirement)
    return requirement


def _examine(row: Requirement) -> None:
    if not all((row.code, row.short, row.title, row.asks, row.law, row.applies_to)):
        raise RegulationError(f"{row.code}: short, title, asks, law and applies_to must be filled in")
    if not set(row.applies_to) <= {"office", "school"}:
        raise RegulationError(f"{row.code}: applies_to names office or school")
    if not set(row.school_kinds) <= set(SchoolKind.values):
        raise RegulationError(f"{row.code}: unknown kind of school")
    if row.automation == Automation.PARTIAL and not row.not_seen:
        raise RegulationError(f"{row.code}: say what software does not see (not_seen)")
    if row.automation == Automation.NONE and not row.by_hand:
        raise RegulationError(f"{row.code}: say why software cannot check it (by_hand)")
