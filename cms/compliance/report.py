"""What is shown of a site: one line per requirement, in groups, the open ones first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cms.compliance.models import Evaluation
from cms.compliance.regulation import Kind, Level, Requirement, regulation
from cms.core.requirements import State

# What somebody has to do something about.
OPEN = (State.MISSING, State.OUTDATED)
# Most urgent first; what is only optional never before what is required.
URGENCY = {State.OUTDATED: 1, State.MISSING: 0}
LEVELS = {Level.MUST: 0, Level.SHOULD: 1, Level.MAY: 2, Level.UNKNOWN: 3}


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement and how a site stands with it."""

    requirement: Requirement
    state: State
    message: str
    fix_url: str

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one kind of requirement."""

    title: str
    lines: list[Line]


def lines_of(rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return the lines of stored findings in the regulation's order; rows of dropped requirements are left out."""
    found = {row["code"]: row for row in rows}
    return [
        Line(requirement, State(found[code]["state"]), found[code]["message"], found[code]["fix_url"])
        for code, requirement in regulation().requirements.items()
        if code in found
    ]


def grouped(lines: Iterable[Line]) -> list[Group]:
    """Return the lines by kind, kinds in their own order; empty kinds are left out."""
    by_kind: dict[Kind, list[Line]] = {kind: [] for kind in Kind}
    for line in lines:
        by_kind[line.requirement.kind].append(line)
    return [Group(str(kind.label), found) for kind, found in by_kind.items() if found]


def counted(lines: Iterable[Line]) -> list[tuple[State, int]]:
    """Return how many lines are in each state, all states included."""
    count = Counter(line.state for line in lines)
    return [(state, count[state]) for state in State]


def to_do(evaluation: Evaluation) -> list[Line]:
    """Return what has to be done, what is required and can be mended here first."""
    lines = [line for line in lines_of(evaluation.findings) if line.is_open]
    return sorted(lines, key=lambda line: (not line.fix_url, LEVELS[line.requirement.level], URGENCY[line.state]))
