"""A timetable as a grid: a row for each lesson hour of the week, a column for each class.

The same grid comes from an Excel sheet, from a pasted table, and goes back into a sheet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.core.folding import fold
from cms.core.slugs import vietnamese_slug
from cms.core.weeks import read_day

MORNING, AFTERNOON = "sang", "chieu"
SESSIONS = {"sang": MORNING, "buoi sang": MORNING, "chieu": AFTERNOON, "buoi chieu": AFTERNOON}
HEADINGS = ("thu", "buoi", "tiet")
HEADING_WITHIN = 10
MOST_CLASSES, MOST_ROWS, MOST_PERIOD, LONGEST_CELL, LONGEST_CLASS = 80, 100, 12, 60, 20
MOST_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson hour of the week, with what each class does in it."""

    day: int
    session: str
    period: int
    lessons: tuple[str, ...]


@dataclass(slots=True)
class Grid:
    """A timetable of all classes."""

    classes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """Return it as it is kept in the database."""
        rows = [[row.day, row.session, row.period, *row.lessons] for row in self.rows]
        return {"classes": self.classes, "rows": rows}

    @classmethod
    def from_data(cls, data: dict[str, Any] | None) -> "Grid":
        """Return the grid that `as_data` gave."""
        rows = [Row(row[0], row[1], row[2], tuple(row[3:])) for row in (data or {}).get("rows", [])]
        return cls(list((data or {}).get("classes", [])), rows)

    def slugs(self) -> dict[str, int]:
        """Return the position of each class by the last part of its address."""
        return {class_slug(name): position for position, name in enumerate(self.classes)}

    def of_class(self, position: int, session: str) -> list[tuple[int, list[str]]]:
        """Return the lessons of one class: for each day those of one part of the day, by hour from 1."""
        rows = [row for row in self.rows if row.session == session and row.lessons[position]]
        hours = max((row.period for row in rows), default=0)
        days: dict[int, list[str]] = {}
        for row in rows:
            days.setdefault(row.day, [""] * hours)[row.period - 1] = row.lessons[position]
        return sorted(days.items())


def class_slug(name: str) -> str:
    """Return the last part of a class's address: “6/1” is not 61."""
    return vietnamese_slug(name.replace("/", "-").replace(".", "-"))


def read_grid(lines: Iterable[tuple[int, Sequence[str]]], name: Any) -> Grid:
    """Return the grid of a sheet's numbered lines. Raises ValidationError with a message for each wrong cell.

    `name(line, column)` says what people call a cell (column from 0): “C5”, or “line 5, column 3”.
    """
    return _Reader(name).read(lines)


class _Reader:
    def __init__(self, name: Any) -> None:
        self.name = name
        self.errors: list[str] = []
        self.grid = Grid()
        self.columns: list[int] = []
        self.day: int | None = None
        self.session = MORNING

    def read(self, lines: Iterable[tuple[int, Sequence[str]]]) -> Grid:
        rest = iter(lines)
        self._find_headings(rest)
        for number, cells in rest:
            if any(cells):
                self._read_row(number, cells)
        if not self.errors and not self.grid.rows:
            self.errors.append(_("There is no lesson below the headings."))
        if self.errors:
            raise ValidationError(self.errors[:MOST_ERRORS])
        return self.grid

    def _find_headings(self, lines: Any) -> None:
        for number, cells in lines:
            if tuple(fold(cell) for cell in cells[:3]) == HEADINGS:
                self._read_classes(number, cells)
                return
            if number > HEADING_WITHIN:
                break
        raise ValidationError(_("The headings are missing: Thứ, Buổi, Tiết, then the names of the classes."))

    def _read_classes(self, number: int, cells: Sequence[str]) -> None:
        seen: set[str] = set()
        for column, text in enumerate(cells[3:], start=3):
            if not text:
                continue
            slug = class_slug(text)
            if len(text) > LONGEST_CLASS or not slug:
                self._complain(number, column, _("“%(text)s” is no name of a class.") % {"text": text[:40]})
            elif slug in seen:
                self._complain(number, column, _("The class %(name)s is there twice.") % {"name": text})
            seen.add(slug)
            self.columns.append(column)
            self.grid.classes.append(text)
        if not self.columns:
            raise ValidationError(_("No class is named beside Thứ, Buổi, Tiết."))
        if len(self.columns) > MOST_CLASSES:
            raise ValidationError(_("More than %(most)s classes.") % {"most": MOST_CLASSES})

    def _read_row(self, number: int, cells: Sequence[str]) -> None:
        day, session, period = [*cells, "", "", ""][:3]
        before = len(self.errors)
        self._read_day(number, day)
        self._read_session(number, session, is_new_day=bool(day))
        lessons = tuple(cells[column] if column < len(cells) else "" for column in self.columns)
        if not any(lessons):
            # An hour that nobody teaches in; its day still counts for the rows below.
            return
        hour = self._read_period(number, period)
        self._check_lessons(number, lessons)
        if any((self.day, self.session, hour) == (row.day, row.session, row.period) for row in self.grid.rows):
            self._complain(number, 2, _("This hour is there twice."))
        if len(self.grid.rows) >= MOST_ROWS:
            raise ValidationError(_("More than %(most)s rows.") % {"most": MOST_ROWS})
        if len(self.errors) == before:
            self.grid.rows.append(Row(self.day or 0, self.session, hour, lessons))

    def _read_day(self, number: int, text: str) -> None:
        """Merged cells leave all but the first of a day empty."""
        if not text and self.day is not None:
            return
        try:
            self.day = read_day(text)
        except ValidationError as error:
            self._complain(number, 0, error.messages[0])

    def _read_session(self, number: int, text: str, *, is_new_day: bool) -> None:
        if text and fold(text) not in SESSIONS:
            self._complain(number, 1, _("“%(text)s” is neither Sáng nor Chiều.") % {"text": text[:40]})
        elif text or is_new_day:
            self.session = SESSIONS[fold(text)] if text else MORNING

    def _read_period(self, number: int, text: str) -> int:
        digits = fold(text).removeprefix("tiet").strip()
        if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= MOST_PERIOD:
            return int(digits)
        words = {"text": text[:40], "most": MOST_PERIOD}
        self._complain(number, 2, _("“%(text)s” is no hour from 1 to %(most)s.") % words)
        return 0

    def _check_lessons(self, number: int, lessons: Sequence[str]) -> None:
        for column, text in zip(self.columns, lessons, strict=True):
            if len(text) > LONGEST_CELL:
                self._complain(number, column, _("More than %(most)s characters.") % {"most": LONGEST_CELL})

    def _complain(self, number: int, column: int, problem: str) -> None:
        cell = {"cell": self.name(number, column), "problem": problem}
        self.errors.append(_("%(cell)s: %(problem)s") % cell)
