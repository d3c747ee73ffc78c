"""All schools and all requirements, from the rows of public: the same few queries for any number of schools."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Sum
from django.utils import timezone

from cms.compliance.regulation import Kind, Requirement, regulation
from cms.compliance.report import Line
from cms.compliance.trend import Chart, Point, draw
from cms.core.requirements import State
from cms.shared.models import RequirementState, RequirementTotals
from cms.shared.school_choice import SchoolChoice, Schools, read_schools
from tenants.enums import SchoolKind, SchoolStatus

TREND_DAYS = 90
STALE = dt.timedelta(days=2)


@dataclass(frozen=True)
class Wanted(SchoolChoice):
    """What the person at the board has chosen; "" and 0 mean all."""

    topic: str = Kind.CATEGORY.value
    code: str = ""
    state: str = ""


@dataclass(slots=True)
class SchoolRow:
    """One school with the states of the shown requirements, in the order of the columns."""

    pk: int
    name: str
    kind: str
    ward: str
    cells: list[Line | None] = field(default_factory=list)
    checked_at: dt.datetime | None = None

    @property
    def passed(self) -> int:
        return sum(1 for cell in self.cells if cell and cell.state == State.PASSED)

    @property
    def open(self) -> int:
        return sum(1 for cell in self.cells if cell and cell.is_open)

    @property
    def is_stale(self) -> bool:
        """Whether nobody has looked for two days: what is shown may be wrong."""
        return self.checked_at is None or timezone.now() - self.checked_at > STALE


@dataclass(frozen=True, slots=True)
class Board:
    """The table of the portal."""

    columns: list[Requirement]
    rows: list[SchoolRow]
    schools: Schools


def read_board(wanted: Wanted) -> Board:
    """Return the board: two queries."""
    schools = read_schools()
    columns = _columns(wanted)
    rows = {one.pk: SchoolRow(one.pk, one.name, one.kind, one.ward) for one in schools.chosen(wanted)}
    _fill(rows, columns)
    shown = [row for row in rows.values() if not wanted.state or _has(row, wanted.state)]
    return Board(columns, shown, schools)


def school_requirements() -> list[Requirement]:
    """Return what is asked of schools."""
    return [one for one in regulation().requirements.values() if "school" in one.applies_to]


def _columns(wanted: Wanted) -> list[Requirement]:
    asked = school_requirements()
    if wanted.code:
        return [one for one in asked if one.code == wanted.code]
    return [one for one in asked if not wanted.topic or one.kind == wanted.topic]


def _has(row: SchoolRow, state: str) -> bool:
    return any(cell is not None and cell.state == state for cell in row.cells)


def _fill(rows: dict[int, SchoolRow], columns: list[Requirement]) -> None:
    place = {one.code: position for position, one in enumerate(columns)}
    for row in rows.values():
        row.cells = [None] * len(columns)
    found = RequirementState.objects.filter(school__in=rows, code__in=place)
    for school, code, state, message, checked in found.values_list(
        "school_id", "code", "state", "message", "checked_at"
    ):
        rows[school].cells[place[code]] = Line(columns[place[code]], State(state), message, "")
        rows[school].checked_at = checked


def read_trend(schools: Iterable[int] | None = None) -> Chart | None:
    """Return the trend of the schools in service (or these), drawn: one query."""
    since = timezone.localdate() - dt.timedelta(days=TREND_DAYS)
    totals = RequirementTotals.objects.filter(day__gte=since, school__status=SchoolStatus.READY)
    totals = totals.exclude(school__kind=SchoolKind.OFFICE)
    if schools is not None:
        totals = totals.filter(school__in=list(schools))
    days = totals.values("day").annotate(
        met=Sum("passed"), lacking=Sum(F("missing") + F("outdated")), sites=Count("school")
    )
    return draw(Point(row["day"], row["met"], row["lacking"], row["sites"]) for row in days)


def of_requirement(requirement: Requirement) -> list[SchoolRow]:
    """Return all schools with one requirement, those with something to do first: two queries."""
    rows = read_board(Wanted(topic="", code=requirement.code)).rows
    order = {State.MISSING: 0, State.OUTDATED: 1, State.UNKNOWN: 2, State.PASSED: 3, State.NOT_APPLICABLE: 4}
    return sorted(rows, key=lambda row: order[row.cells[0].state] if row.cells and row.cells[0] else 5)


def of_school(school_id: int) -> list[Line]:
    """Return all lines of one school, in the regulation's order: one query."""
    rows = {row.code: row for row in RequirementState.objects.filter(school_id=school_id)}
    return [
        Line(one, State(rows[code].state), rows[code].message, "")
        for code, one in regulation().requirements.items()
        if code in rows
    ]
