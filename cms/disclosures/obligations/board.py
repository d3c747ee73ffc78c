"""All schools and what each has to disclose, from the rows of public: a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.core.school_years import SchoolYear
from cms.disclosures.labels.book import regulation_in
from cms.disclosures.obligations.duties import CHANGES, REPORT
from cms.disclosures.regulation import Regulation
from cms.shared.models import DisclosureDuty, DutyKind, DutyState
from cms.shared.school_choice import SchoolChoice, Schools, read_schools
from tenants.models import School

# The state of a duty -> where a tally counts it.
COUNTED = {
    DutyState.LATE.value: "late",
    DutyState.DUE.value: "to_come",
    DutyState.DONE_LATE.value: "done_late",
    DutyState.DONE.value: "on_time",
}


@dataclass(frozen=True)
class Wanted(SchoolChoice):
    """What the person at the board has chosen; "" and 0 mean all."""

    year: int
    state: str = ""

    def duties(self) -> QuerySet[DisclosureDuty]:
        """The duties of the chosen schools, in all years, with their state."""
        return DisclosureDuty.objects.with_state().filter(  # type: ignore[no-any-return]
            school__in=School.objects.filter(self.schools)
        )


@dataclass(slots=True)
class Tally:
    """How many duties are in each state; of those that nobody asks for nothing is kept."""

    late: int = 0
    to_come: int = 0
    done_late: int = 0
    on_time: int = 0

    def add(self, state: str, number: int) -> None:
        if state in COUNTED:
            setattr(self, COUNTED[state], getattr(self, COUNTED[state]) + number)

    def has(self, state: str) -> bool:
        return state in COUNTED and getattr(self, COUNTED[state]) > 0

    @property
    def asked(self) -> int:
        return self.late + self.to_come + self.done_late + self.on_time

    @property
    def done(self) -> int:
        return self.done_late + self.on_time

    @property
    def percent(self) -> int:
        """Share of what is public; of nothing asked nothing is missing."""
        return round(100 * self.done / self.asked) if self.asked else 100

    @property
    def worst(self) -> DutyState:
        """The state that says most: something late, something to come, done late, all done."""
        if self.late:
            return DutyState.LATE
        if self.to_come:
            return DutyState.DUE
        if self.done_late:
            return DutyState.DONE_LATE
        return DutyState.DONE if self.on_time else DutyState.NOT_ASKED

    @property
    def words(self) -> str:
        """What is done of what is asked, for a narrow cell."""
        return f"{self.done}/{self.asked}" if self.asked else "–"


@dataclass
class SchoolRow:
    """One school with a tally for each column."""

    pk: int
    name: str
    kind: str
    ward: str
    authority: str
    cells: list[Tally] = field(default_factory=list)

    @cached_property
    def total(self) -> Tally:
        return added(self.cells)


@dataclass(frozen=True, slots=True)
class YearLine:
    """One school year of the chosen schools: the trend."""

    year: int
    schools: int
    tally: Tally

    @property
    def label(self) -> str:
        return str(SchoolYear(self.year))


@dataclass(frozen=True, slots=True)
class Board:
    """The table of the portal."""

    regulation: Regulation
    columns: list[tuple[str, str]]
    rows: list[SchoolRow]
    trend: list[YearLine]
    total: Tally
    schools: Schools

    @property
    def complete(self) -> int:
        """How many schools have published all that is asked."""
        return sum(1 for row in self.rows if row.total.asked and row.total.done == row.total.asked)

    @property
    def late(self) -> int:
        """How many schools are late with something."""
        return sum(1 for row in self.rows if row.total.late)


def added(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    total = Tally()
    for one in tallies:
        total.late += one.late
        total.to_come += one.to_come
        total.done_late += one.done_late
        total.on_time += one.on_time
    return total


def read_board(wanted: Wanted) -> Board:
    """Return the board: two queries."""
    schools = read_schools()
    regulation = regulation_in(wanted.year)
    columns = columns_of(regulation, wanted.year)
    rows = {
        one.pk: SchoolRow(one.pk, one.name, one.kind, one.ward, one.authority, [Tally() for _column in columns])
        for one in schools.chosen(wanted)
    }
    trend = _fill(rows, columns, wanted)
    shown = [row for row in rows.values() if not wanted.state or row.total.has(wanted.state)]
    return Board(
        regulation=regulation,
        columns=columns,
        rows=shown,
        trend=trend,
        total=added(row.total for row in shown),
        schools=schools,
    )


def columns_of(regulation: Regulation, year: int) -> list[tuple[str, str]]:
    """Return topic and heading of each column."""
    columns = list(regulation.topics.items())
    if regulation.report:
        columns.append((REPORT, _("Annual report of %(year)s") % {"year": year}))
    return [*columns, (CHANGES, _("Changes"))]


def _fill(rows: dict[int, SchoolRow], columns: list[tuple[str, str]], wanted: Wanted) -> list[YearLine]:
    """Count the year's duties into the rows; return each year of the chosen schools, the oldest first: one query."""
    place = {topic: position for position, (topic, _title) in enumerate(columns)}
    chosen = wanted.duties()
    by_school = _counted(chosen.filter(year=wanted.year), F("school_id"), F("topic"), Value(0))
    by_year = _counted(chosen.filter(kind=DutyKind.FORM), F("year"), Value(""), Count("school", distinct=True))
    years: dict[int, Tally] = {}
    schools: Counter[int] = Counter()
    for key, topic, state, number, different in by_school.union(by_year, all=True):
        if not topic:
            years.setdefault(key, Tally()).add(state, number)
            schools[key] = max(schools[key], different)
        elif key in rows and topic in place:
            rows[key].cells[place[topic]].add(state, number)
    return [YearLine(year, schools[year], tally) for year, tally in sorted(years.items()) if tally.asked]


def _counted(duties: QuerySet[DisclosureDuty], key: Any, topic: Any, schools: Any) -> QuerySet[Any, Any]:
    """Return key, topic, state, number of duties and of schools."""
    groups = duties.annotate(key=key, place=topic).order_by().values("key", "place", "state")
    return groups.annotate(number=Count("pk"), different=schools).values_list(
        "key", "place", "state", "number", "different"
    )


def late_schools(wanted: Wanted, chosen: Iterable[int] | None = None) -> list[tuple[int, str]]:
    """Return id and name of the chosen schools that are late with something of the year: one query."""
    late = wanted.duties().filter(year=wanted.year, state=DutyState.LATE).values("school")
    schools = School.objects.filter(wanted.schools, pk__in=late)
    if chosen is not None:
        schools = schools.filter(pk__in=list(chosen))
    return list(schools.order_by("name").values_list("pk", "name"))
