"""What a school has filled into a form: a plain structure that is kept as JSON.

    {"cells": {"bm02.I": {"tong_so": "350"}},        figures as text ("1234.5"), true, or text; what
                                                     somebody typed that is no figure waits as it is
     "added": {"bm12.I": ["Ngữ văn", "Tin học"]},    rows of the school's own, below a row or in a table
     "texts": {"noi-dung": "…"},                     paragraphs, plain text
     "files": {"tep": [{"title": "…", "document": 12}]}}

The rows that a school adds have the codes `bm12.I+1`, `bm12.I+2` … in the order of their labels; in a
table without a row to stand below the code is the part's: `5.2/bang+1`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.disclosures import figures
from cms.disclosures.regulation import COMPUTED, FIGURES, GROUP, Column, Form, Part, PartKind, Row, Source, ValueType

MOST_ADDED = 200
# Fewer persons than this could point at a child.
SMALL = 5
LONGEST_TEXT, LONGEST_LABEL, LONGEST_CELL = 20_000, 200, 2_000
# The "column" of a text, where a place is a row and a column.
TEXT = "*text"
EMPTY: dict[str, Any] = {"cells": {}, "added": {}, "texts": {}, "files": {}}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The content of one form, as filled in."""

    form: Form
    data: Mapping[str, Any]
    # Cells (row, column) that could point at a child: nobody is told their figure.
    hidden: frozenset[tuple[str, str]] = frozenset()

    def value(self, row: str, column: str) -> str | bool:
        """Return what stands in a cell; "" when nothing does."""
        if (row, column) in self.hidden:
            return _("fewer than %(number)s") % {"number": SMALL}
        return self.data.get("cells", {}).get(row, {}).get(column, "")  # type: ignore[no-any-return]

    def figure(self, row: str, column: str) -> Decimal | None:
        """Return a cell's figure; None where nothing stands, something that is no figure, or a hidden one."""
        kept = str(self.value(row, column))
        return Decimal(kept) if figures.is_kept(kept) else None

    def text(self, part: str) -> str:
        """Return the text of a part."""
        return str(self.data.get("texts", {}).get(part, ""))

    def files(self, part: str) -> list[dict[str, Any]]:
        """Return the files of a part: title and id of the document."""
        return list(self.data.get("files", {}).get(part, []))

    def rows(self, part: Part) -> Iterator[Row]:
        """Yield the rows of a table, each followed by those that the school added below it."""
        pending: list[tuple[int, str]] = []
        for row in part.rows:
            # Added rows stand after the printed rows below the same heading.
            while pending and row.depth <= pending[-1][0]:
                yield from self._added(*pending.pop())
            yield row
            if row.more:
                pending.append((row.depth, row.code))
        while pending:
            yield from self._added(*pending.pop())
        if part.more:
            yield from self._added(-1, own_key(self.form, part))

    def _added(self, depth: int, key: str) -> Iterator[Row]:
        model = self.form.rows.get(key)
        for number, label in enumerate(self.data.get("added", {}).get(key, []), start=1):
            added = Row(f"{key}+{number}", str(label), Source.DERIVED, depth=depth + 1)
            yield replace(added, unit=model.unit, heading=model.heading) if model else added

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was filled in."""
        cells = self.data.get("cells", {})
        return not (
            any(value not in ("", None, False) for row in cells.values() for value in row.values())
            or any(self.data.get("texts", {}).values())
            or any(self.data.get("files", {}).values())
            or any(self.data.get("added", {}).values())
        )


def own_key(form: Form, part: Part) -> str:
    """Return the key under which a table's own rows are kept that stand below no row."""
    return f"{form.code}/{part.code}"


def own_keys(form: Form, part: Part) -> list[str]:
    """Return the keys under which a school may add rows of its own to a table."""
    keys = [row.code for row in part.rows if row.more]
    return [*keys, own_key(form, part)] if part.more else keys


def mark_of(row: str, column: str) -> str:
    """Return how a cell stands in the list of those that wait to be confirmed; a text is (part, TEXT)."""
    return f"{row} {column}"


def type_of(row: Row, column: Column) -> ValueType | None:
    """Return what a cell holds; None where the form has no room for a value."""
    if row.type == GROUP or column.code in row.closed:
        return None
    return ValueType.TEXT if row.type == "text" else column.type


def is_computed(row: Row, column: Column) -> bool:
    """Tell whether the platform fills the cell in: sums, shares and comparisons."""
    kind = type_of(row, column)
    return kind in COMPUTED or (kind in FIGURES and bool(row.sum_of))


def parts_for(form: Form, levels: set[str]) -> list[Part]:
    """Return the parts of a form that concern a school of these levels, with the rows that do."""
    found = []
    for part in form.parts:
        if part.levels and not levels & set(part.levels):
            continue
        if part.kind == PartKind.TABLE:
            rows = tuple(row for row in part.rows if not row.levels or levels & set(row.levels))
            part = replace(part, rows=rows)
        found.append(part)
    return found
