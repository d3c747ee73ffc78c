"""From the fields of an entry form to the content of a sheet; nothing that somebody typed is lost."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms.disclosures import figures
from cms.disclosures.calculation import Problem
from cms.disclosures.entry import names
from cms.disclosures.regulation import FIGURES, Form, Part, PartKind, Row, Severity, ValueType
from cms.disclosures.sheet import (
    LONGEST_CELL,
    LONGEST_LABEL,
    LONGEST_TEXT,
    MOST_ADDED,
    TEXT,
    Sheet,
    is_computed,
    mark_of,
    own_keys,
    parts_for,
    type_of,
)

LONGEST_FIGURE = 60


@dataclass(slots=True)
class Filled:
    """What was filled in. `typed_as` leads from the code of a row of one's own to the one it was typed under."""

    data: dict[str, Any]
    unconfirmed: list[str] = field(default_factory=list)
    # Too long to be kept: nothing is saved until it is shorter.
    refused: list[Problem] = field(default_factory=list)
    typed_as: dict[str, str] = field(default_factory=dict)


def read(form: Form, levels: set[str], fields: Mapping[str, str]) -> Filled:
    """Return the content of all fields. Rows of one's own that are empty are dropped, the others numbered anew."""
    filled = Filled({"cells": {}, "added": {}, "texts": {}, "files": {}})
    for part in parts_for(form, levels):
        if part.kind == PartKind.TABLE:
            for row in [*part.rows, *_own_rows(form, part, fields, filled)]:
                _read_row(part, row, fields, filled)
        elif part.kind == PartKind.TEXT:
            _read_text(part, fields, filled)
        elif part.kind == PartKind.FILES:
            filled.data["files"][part.code] = list(_files(part, fields))
    return filled


def _own_rows(form: Form, part: Part, fields: Mapping[str, str], filled: Filled) -> Iterator[Row]:
    for key in own_keys(form, part):
        labels: list[str] = []
        for number in range(1, MOST_ADDED + 1):
            label = clean_text(fields.get(names.own_label(key, number), ""), one_line=True)
            typed = f"{key}+{number}"
            if not label and not any(fields.get(names.cell(typed, column.code), "").strip() for column in part.columns):
                continue
            labels.append(label[:LONGEST_LABEL])
            code = f"{key}+{len(labels)}"
            filled.typed_as[code] = typed
        if labels:
            filled.data["added"][key] = labels
    sheet = Sheet(form, filled.data)
    return (row for row in sheet.rows(part) if row.code in filled.typed_as)


def _read_row(part: Part, row: Row, fields: Mapping[str, str], filled: Filled) -> None:
    typed_as = filled.typed_as.get(row.code, row.code)
    for column in part.columns:
        kind = type_of(row, column)
        if kind is None or is_computed(row, column):
            continue
        name = names.cell(typed_as, column.code)
        value = clean(kind, row, fields.get(name, ""))
        if isinstance(value, str) and len(value) > LONGEST_CELL:
            filled.refused.append(_too_long(row.code, column.code, len(value), LONGEST_CELL))
        if value:
            filled.data["cells"].setdefault(row.code, {})[column.code] = value
            if _is_unconfirmed(name, fields):
                filled.unconfirmed.append(mark_of(row.code, column.code))


def _read_text(part: Part, fields: Mapping[str, str], filled: Filled) -> None:
    name = names.cell(part.code, TEXT)
    text = clean_text(fields.get(name, ""))
    if not text:
        return
    filled.data["texts"][part.code] = text
    if len(text) > LONGEST_TEXT:
        filled.refused.append(_too_long(part.code, TEXT, len(text), LONGEST_TEXT))
    if _is_unconfirmed(name, fields):
        filled.unconfirmed.append(mark_of(part.code, TEXT))


def _too_long(row: str, column: str, length: int, most: int) -> Problem:
    words = _("%(length)s characters; there is room for %(most)s.") % {
        "length": figures.show(str(length)),
        "most": figures.show(str(most)),
    }
    return Problem(Severity.ERROR, row, column, words)


def _is_unconfirmed(name: str, fields: Mapping[str, str]) -> bool:
    """Whether a value was taken over and neither ticked nor changed."""
    taken = fields.get(names.taken(name))
    same = taken is not None and _one_line(taken) == _one_line(fields.get(name, ""))
    return same and not fields.get(names.right(name))


def clean(kind: ValueType, row: Row, typed: str) -> str | bool:
    """Return what is kept of a cell: figures without dots, and as it stands what is no figure yet."""
    if kind == ValueType.BOOLEAN:
        return bool(typed)
    if kind in FIGURES:
        try:
            figure = figures.parse(typed)
        except figures.FigureError:
            return _one_line(typed)[:LONGEST_FIGURE]
        return "" if figure is None else figures.keep(figure)
    text = clean_text(typed)
    return "" if row.choices and text not in row.choices else text


def clean_text(typed: str, *, one_line: bool = False) -> str:
    """Return a text in the one form in which all are kept (NFC), without characters that nobody sees."""
    text = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return _one_line(text) if one_line else text.strip()


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _files(part: Part, fields: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for number in range(1, MOST_ADDED + 1):
        document = fields.get(f"{names.FILE}:{part.code}:{number}:document")
        if document is None:
            break
        if document.isascii() and document.isdigit() and not fields.get(f"{names.FILE}:{part.code}:{number}:remove"):
            title = clean_text(fields.get(f"{names.FILE}:{part.code}:{number}:title", ""), one_line=True)
            yield {"title": title[:LONGEST_LABEL], "document": int(document)}
