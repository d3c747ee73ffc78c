"""What a regulation asks for: forms made of tables, texts and files."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.enums import SchoolKind


class Level(models.TextChoices):
    """Levels of education; a school may teach several."""

    PRESCHOOL = "preschool", _("Preschool")
    PRIMARY = "primary", _("Primary")
    LOWER_SECONDARY = "lower_secondary", _("Lower secondary")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary")
    CONTINUING = "continuing", _("Continuing education")


LEVELS_OF_KIND: dict[str, tuple[Level, ...]] = {
    SchoolKind.PRESCHOOL: (Level.PRESCHOOL,),
    SchoolKind.PRIMARY: (Level.PRIMARY,),
    SchoolKind.LOWER_SECONDARY: (Level.LOWER_SECONDARY,),
    SchoolKind.PRIMARY_LOWER_SECONDARY: (Level.PRIMARY, Level.LOWER_SECONDARY),
    SchoolKind.UPPER_SECONDARY: (Level.UPPER_SECONDARY,),
    SchoolKind.CONTINUING: (Level.CONTINUING,),
    SchoolKind.OFFICE: (),
}


class Source(models.TextChoices):
    """Where a row comes from; only `text` was compared with a text of law."""

    TEXT = "text", _("from the text")
    SCHOOL_PAGE = "school-page", _("seen on a school's page")
    MEMORY = "memory", _("not compared yet")
    DERIVED = "derived", _("our own layout")


class ValueType(models.TextChoices):
    """What a cell holds."""

    TEXT = "text", _("text")
    NUMBER = "number", _("number")
    MONEY = "money", _("amount of money")
    # The last two are computed, never typed.
    PERCENT = "percent", _("share")
    COMPARISON = "comparison", _("compared with the minimum")
    BOOLEAN = "boolean", _("yes or no")


class PartKind(models.TextChoices):
    """What a form is made of."""

    TABLE = "table", _("table")
    TEXT = "text", _("text")
    FILES = "files", _("files")
    # Something the school publishes elsewhere on its site, such as the daily menu.
    SECTION = "section", _("section of the site")


class Period(models.TextChoices):
    """What the figures of a form are about."""

    SCHOOL_YEAR = "school_year", _("school year")
    FISCAL_YEAR = "fiscal_year", _("fiscal year")


GROUP = "group"
COMPUTED = (ValueType.PERCENT, ValueType.COMPARISON)
FIGURES = (ValueType.NUMBER, ValueType.MONEY)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; neighbours with the same `group` share a heading above theirs."""

    code: str
    label: str
    type: ValueType
    source: Source
    group: str = ""
    unit: str = ""
    corroborated: bool = False
    small_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `type` is "group" (takes no value), "text", or "" for what the column says."""

    code: str
    label: str
    source: Source
    number: str = ""
    type: str = ""
    depth: int = 0
    unit: str = ""
    hint: str = ""
    # Columns that stay empty here.
    closed: tuple[str, ...] = ()
    # What a column's value means here: another heading, another unit.
    heading: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    sum_of: tuple[str, ...] = ()
    percent_of: str = ""
    # The school may add rows of its own below.
    more: bool = False
    required: bool = False
    # Few persons: small figures could point at a child.
    small_numbers: bool = False
    choices: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    corroborated: bool = False

    def unit_of(self, column: Column) -> str:
        """Return the unit of this row's value in a column."""
        return self.units.get(column.code) or column.unit or ("" if column.code in self.heading else self.unit)


@dataclass(frozen=True, slots=True)
class Part:
    """A table, a text, a list of files, or a section of the site."""

    code: str
    kind: PartKind
    label: str = ""
    source: Source = Source.DERIVED
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    # Rows of the school's own at the end of the table; what their first cell is called.
    more: bool = False
    more_label: str = ""
    required: bool = True
    section: str = ""
    levels: tuple[Level, ...] = ()
    corroborated: bool = False

    def column(self, code: str) -> Column | None:
        """Return a column by its code."""
        return next((column for column in self.columns if column.code == code), None)


class Severity(models.TextChoices):
    """What happens when figures do not fit together."""

    ERROR = "error", _("must be corrected")
    WARNING = "warning", _("please look again")


@dataclass(frozen=True, slots=True)
class Rule:
    """How figures of a form must fit together.

    `kind` and what `total` and `of` name:
    columns_sum - in every row the column `total` is the sum of the columns `of`;
    rows_sum - in every column the row `total` is the sum of the rows `of`;
    rows_at_most - in every column the rows `of` together are at most the row `total`;
    percent - in every row the column `total` is the first column of `of` as a share of the second;
    ratio - in every column the row `total` is the first row of `of` divided by the second;
    column_ratio - in every row the column `total` is the first column of `of` divided by the second.
    """

    kind: str
    total: str
    of: tuple[str, ...]
    level: Severity


@dataclass(frozen=True)
class Form:
    """One form (TT 36) or one item of an article (TT 09)."""

    code: str
    short: str
    title: str
    topic: str
    levels: tuple[Level, ...]
    period: Period
    source: Source
    parts: tuple[Part, ...]
    # As printed: "Biểu mẫu 02".
    number: str = ""
    rules: tuple[Rule, ...] = ()
    # "If any": nobody is late who leaves it empty.
    optional: bool = False
    deadline: str = ""
    note: str = ""
    footnote: str = ""
    wording: str = ""
    corroborated: bool = False

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Every row of every table by its code."""
        return {row.code: row for part in self.parts for row in part.rows}

    @property
    def tables(self) -> Iterator[Part]:
        """Yield the parts that are tables, in order."""
        return (part for part in self.parts if part.kind == PartKind.TABLE)

    def part(self, code: str) -> Part | None:
        """Return a part by its code."""
        return next((part for part in self.parts if part.code == code), None)

    @property
    def is_compared(self) -> bool:
        """Whether every label was seen in a text; else the form is never passed off as the law's words."""
        return all(item.source == Source.TEXT for item in (self, *self._labels()))

    def _labels(self) -> Iterator[Column | Row | Part]:
        for part in self.parts:
            if part.kind != PartKind.TABLE:
                yield part
            yield from part.columns
            yield from part.rows


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule of time. `due` is the month and day by which it has to be done, or None.

    `topics` are those whose forms fall due by it, but for forms that name a deadline of their own.
    """

    code: str
    rule: str
    source: Source
    law: str = ""
    due: tuple[int, int] | None = None
    # "Before 30 June": the 29th is the last day.
    before: bool = False
    # Calendar year of a school year in which the day lies: "start" or "end".
    year: str = ""
    warn_from: tuple[int, int] | None = None
    topics: tuple[str, ...] = ()
    working_days: int = 0
    years: int = 0


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section of the annual report; `feeds` are the codes (or their beginnings) of the forms it draws on."""

    number: str
    title: str
    feeds: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """The yearly report of a calendar year (TT 09/2024, Phụ lục I)."""

    code: str
    title: str
    # Which of the regulation's deadlines is its own.
    deadline: str
    source: Source
    sections: tuple[ReportSection, ...]


@dataclass(frozen=True)
class Regulation:
    """A version of a circular as data."""

    code: str
    number: str
    title: str
    issued: dt.date
    effective_from: dt.date
    replaced_on: dt.date | None
    first_school_year: int
    last_school_year: int | None
    version: str
    note: str
    topics: Mapping[str, str]
    topic_sources: Mapping[str, Source]
    deadlines: Mapping[str, Deadline]
    forms: Mapping[str, Form]
    report: AnnualReport | None = None

    def forms_for(self, kind: str) -> list[Form]:
        """Return the forms of a school of this kind: those of every level it teaches."""
        levels = set(LEVELS_OF_KIND[SchoolKind(kind)])
        return [form for form in self.forms.values() if levels & set(form.levels)]
