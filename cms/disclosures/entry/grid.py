"""A form as a grid of fields: headings and row numbers of the paper form, values as people here write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.disclosures import figures
from cms.disclosures.calculation import LABEL, Problem
from cms.disclosures.entry import names
from cms.disclosures.presenting import Heading, headings
from cms.disclosures.regulation import FIGURES, GROUP, Column, Form, Part, PartKind, Row, Severity, ValueType
from cms.disclosures.sheet import LONGEST_TEXT, TEXT, Sheet, is_computed, mark_of, own_keys, parts_for, type_of

# Empty lines at the end of a table that the school fills with rows of its own, and below a printed row.
BLANKS_OF_A_TABLE, BLANKS_BELOW_A_ROW = 3, 1


@dataclass(slots=True)
class Field:
    """A cell: what stands in it, what may be typed, and what is wrong with it."""

    name: str
    label: str
    value: str = ""
    # "" where the form has no room for a value.
    kind: str = ""
    unit: str = ""
    column: str = ""
    choices: tuple[str, ...] = ()
    is_computed: bool = False
    is_taken: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def taken(self) -> str:
        return names.taken(self.name)

    @property
    def right(self) -> str:
        return names.right(self.name)

    @property
    def is_wrong(self) -> bool:
        return any(problem.severity == Severity.ERROR for problem in self.problems)


@dataclass(slots=True)
class GridRow:
    """A row of a table; `own` is the field of the label of a row that the school added."""

    number: str
    label: str
    hint: str
    depth: int
    is_heading: bool
    is_total: bool
    fields: list[Field]
    own: Field | None = None
    # Under which row it stands; "" for printed rows.
    key: str = ""


@dataclass(slots=True)
class GridPart:
    """A part of the form, ready for the template."""

    part: Part
    first: tuple[Heading, ...] = ()
    second: tuple[Heading, ...] = ()
    rows: list[GridRow] = field(default_factory=list)
    text: Field | None = None
    files: list[dict[str, Any]] = field(default_factory=list)
    upload: str = ""


class Grid:
    """The fields of a whole form."""

    def __init__(
        self, sheet: Sheet, levels: Iterable[str], found: Iterable[Problem] = (), unconfirmed: Iterable[str] = ()
    ) -> None:
        self.form = sheet.form
        self.sheet = sheet
        self.levels = set(levels)
        self.unconfirmed = set(unconfirmed)
        self.problems: dict[tuple[str, str], list[Problem]] = {}
        for problem in found:
            self.problems.setdefault((problem.row, problem.column), []).append(problem)

    def parts(self) -> list[GridPart]:
        """Return the parts that concern a school of these levels."""
        return [self._part(part) for part in parts_for(self.form, self.levels)]

    def _part(self, part: Part) -> GridPart:
        if part.kind == PartKind.TEXT:
            return GridPart(part, text=self._text(part))
        if part.kind == PartKind.FILES:
            return GridPart(part, files=self._files(part), upload=f"{names.UPLOAD}:{part.code}")
        if part.kind == PartKind.SECTION:
            return GridPart(part)
        first, second = headings(part.columns)
        padded = Sheet(self.form, with_blanks(self.form, part, self.sheet.data))
        return GridPart(part, first, second, [self._row(part, row) for row in padded.rows(part)])

    def _row(self, part: Part, row: Row) -> GridRow:
        own = row.code not in self.form.rows
        return GridRow(
            number=row.number,
            label=row.label,
            hint=row.hint,
            depth=row.depth,
            is_heading=row.type == GROUP,
            is_total=bool(row.sum_of),
            fields=[self._field(row, column) for column in part.columns],
            own=self._own_label(part, row) if own else None,
            key=row.code.rpartition("+")[0] if own else "",
        )

    def _own_label(self, part: Part, row: Row) -> Field:
        code = row.code
        return Field(
            names.own_label(code.rpartition("+")[0], int(code.rpartition("+")[2])),
            part.more_label,
            row.label,
            problems=self._problems(code, LABEL),
        )

    def _field(self, row: Row, column: Column) -> Field:
        kind = type_of(row, column)
        name = names.cell(row.code, column.code)
        if kind is None:
            return Field(name, "", column=column.label)
        meaning = row.heading.get(column.code) or " ".join(filter(None, (column.group, column.label)))
        return Field(
            name,
            f"{row.label or row.code}: {meaning}",
            shown(kind, self.sheet.value(row.code, column.code)),
            kind,
            row.unit_of(column) or ("%" if kind == ValueType.PERCENT else ""),
            meaning,
            row.choices,
            is_computed(row, column),
            mark_of(row.code, column.code) in self.unconfirmed,
            self._problems(row.code, column.code),
        )

    def _text(self, part: Part) -> Field:
        name = names.cell(part.code, TEXT)
        return Field(
            name,
            part.label or self.form.short,
            self.sheet.text(part.code),
            is_taken=mark_of(part.code, TEXT) in self.unconfirmed,
            problems=self._problems(part.code, TEXT),
            unit=str(LONGEST_TEXT),
        )

    def _files(self, part: Part) -> list[dict[str, Any]]:
        return [
            {**file, "name": f"{names.FILE}:{part.code}:{number}"}
            for number, file in enumerate(self.sheet.files(part.code), start=1)
        ]

    def _problems(self, row: str, column: str) -> list[Problem]:
        return self.problems.get((row, column), [])


def with_blanks(form: Form, part: Part, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content with empty lines at the end of each list of rows of one's own."""
    added = dict(data.get("added", {}))
    for key in own_keys(form, part):
        blanks = BLANKS_BELOW_A_ROW if key in form.rows else BLANKS_OF_A_TABLE
        added[key] = [*added.get(key, []), *[""] * blanks]
    return {**data, "added": added}


def shown(kind: ValueType, value: str | bool) -> str:
    """Return a value as it stands in a field."""
    if isinstance(value, bool):
        return "×" if value else ""
    return figures.show(value) if (kind in FIGURES or kind == ValueType.PERCENT) and figures.is_kept(value) else value
