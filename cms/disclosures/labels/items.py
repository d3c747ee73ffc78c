"""Everything of a regulation that has a label, by a name that stays; and a regulation with other labels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.disclosures.regulation import Column, Form, Part, Regulation, Row, Source


class Kind(models.TextChoices):
    """What has a label."""

    TITLE = "ten", _("title of the form")
    PART = "phan", _("part of the form")
    # A heading above several columns: known by the first of them.
    GROUP = "nhom", _("heading above columns")
    COLUMN = "cot", _("column")
    ROW = "dong", _("row")
    HEADING = "tieu-de", _("heading of a column in one row")
    # Of no form (general.py).
    TOPIC = "chu-de", _("topic")
    DEADLINE = "thoi-han", _("rule of a deadline")
    DAY = "ngay", _("last day on time")
    REPORT = "bao-cao", _("title of the annual report")
    SECTION = "muc", _("section of the annual report")


class Key(NamedTuple):
    """Which label of a regulation. `code` is the form's, a part's, a row's, "part:column" or "row:column"."""

    form: str
    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Item:
    """A label as the product's data have it."""

    key: Key
    label: str
    source: Source
    number: str = ""
    depth: int = 0
    # Seen with other words, or in the form of the circular before.
    corroborated: bool = False
    # Of what it says something: the row of a heading, the rule of a day.
    about: str = ""

    @property
    def kind(self) -> Kind:
        return Kind(self.key.kind)

    @property
    def is_numbered(self) -> bool:
        """Whether its number stands before it, as in the printed text."""
        return bool(self.number) and self.kind in (Kind.ROW, Kind.SECTION)


def items(form: Form) -> Iterator[Item]:
    """Yield the labels of a form in the order of the printed page."""
    key = Key(form.code, Kind.TITLE, form.code)
    yield Item(key, form.title, form.source, form.number, corroborated=form.corroborated)
    for part in form.parts:
        if part.label:
            key = Key(form.code, Kind.PART, part.code)
            yield Item(key, part.label, part.source, corroborated=part.corroborated)
        for name, group in groupby(part.columns, key=lambda column: column.group):
            yield from _columns(form, part, name, list(group))
        for row in part.rows:
            key = Key(form.code, Kind.ROW, row.code)
            yield Item(key, row.label, row.source, row.number, row.depth, row.corroborated)
            for column, label in row.heading.items():
                key = _heading_key(form, row, column)
                yield Item(key, label, row.source, depth=row.depth, corroborated=row.corroborated, about=row.label)


def _columns(form: Form, part: Part, group: str, columns: list[Column]) -> Iterator[Item]:
    if group:
        first = columns[0]
        yield Item(Key(form.code, Kind.GROUP, _code(part, first)), group, first.source)
    for column in columns:
        key = Key(form.code, Kind.COLUMN, _code(part, column))
        yield Item(key, column.label, column.source, depth=bool(group), corroborated=column.corroborated)


def _code(part: Part, column: Column) -> str:
    return f"{part.code}:{column.code}"


def _heading_key(form: Form, row: Row, column: str) -> Key:
    return Key(form.code, Kind.HEADING, f"{row.code}:{column}")


def relabelled(regulation: Regulation, labels: Mapping[Key, str]) -> Regulation:
    """Return the regulation with these labels in the place of its own; codes, figures and rules stay."""
    touched = {key.form for key in labels}
    if not touched & set(regulation.forms):
        return regulation
    forms = {code: _form(form, labels) if code in touched else form for code, form in regulation.forms.items()}
    return replace(regulation, forms=forms)


def _form(form: Form, labels: Mapping[Key, str]) -> Form:
    parts = tuple(_part(form, part, labels) for part in form.parts)
    return replace(form, title=labels.get(Key(form.code, Kind.TITLE, form.code), form.title), parts=parts)


def _part(form: Form, part: Part, labels: Mapping[Key, str]) -> Part:
    columns: list[Column] = []
    for _name, members in groupby(part.columns, key=lambda column: column.group):
        listed = list(members)
        group = labels.get(Key(form.code, Kind.GROUP, _code(part, listed[0])), listed[0].group)
        for column in listed:
            label = labels.get(Key(form.code, Kind.COLUMN, _code(part, column)), column.label)
            columns.append(replace(column, label=label, group=group))
    rows = tuple(_row(form, row, labels) for row in part.rows)
    label = labels.get(Key(form.code, Kind.PART, part.code), part.label)
    return replace(part, label=label, columns=tuple(columns), rows=rows)


def _row(form: Form, row: Row, labels: Mapping[Key, str]) -> Row:
    heading = {column: labels.get(_heading_key(form, row, column), label) for column, label in row.heading.items()}
    return replace(row, label=labels.get(Key(form.code, Kind.ROW, row.code), row.label), heading=heading)
