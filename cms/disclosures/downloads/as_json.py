"""For programs; the schema is cms/disclosures/data/disclosures.schema.json, told in docs/disclosures-json.md."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cms.disclosures.downloads.document import Document, Record, records
from cms.disclosures.regulation import PartKind
from cms.disclosures.sheet import type_of

SCHEMA_ADDRESS = "luoc-do-json/"


def write(documents: Sequence[Document]) -> bytes:
    """Return one object with the forms in a list."""
    publisher = documents[0].publisher
    told = {
        "$schema": publisher.section + SCHEMA_ADDRESS,
        "school": {"code": publisher.code, "name": publisher.name, "authority": publisher.authority},
        "forms": [_form(one) for one in documents],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _form(one: Document) -> dict[str, Any]:
    form, found = one.form, list(records(one))
    return {
        "url": one.address,
        "schoolYear": one.year,
        "regulation": {"code": one.regulation.code, "number": one.regulation.number},
        "code": form.code,
        "number": form.number,
        "title": form.title,
        "topic": {"code": form.topic, "title": one.regulation.topics[form.topic]},
        "period": str(form.period.value),
        "version": {"number": one.number, "publishedOn": one.published_on, "reason": one.reason},
        "parts": [_part(one, shown.part.code, found) for shown in one.parts],
    }


def _part(one: Document, code: str, found: list[Record]) -> dict[str, Any]:
    shown = next(shown for shown in one.parts if shown.part.code == code)
    part = shown.part
    told: dict[str, Any] = {"code": part.code, "kind": str(part.kind.value if part.kind else ""), "label": part.label}
    if part.kind == PartKind.TEXT:
        return told | {"text": shown.text}
    if part.kind == PartKind.FILES:
        return told | {"files": [str(file.get("title", "")) for file in shown.files]}
    if part.kind == PartKind.SECTION:
        return told | {"section": part.section}
    values: dict[str, dict[str, Any]] = {}
    for record in found:
        if record.part == code:
            values.setdefault(record.row, {})[record.column] = _plain(record.value)
    return told | {"columns": _columns(one, code), "rows": _rows(one, code, values)}


def _columns(one: Document, code: str) -> list[dict[str, Any]]:
    part = next(shown.part for shown in one.parts if shown.part.code == code)
    return [
        {
            "code": column.code,
            "label": column.label,
            "group": column.group,
            "type": str(column.type.value),
            "unit": column.unit,
        }
        for column in part.columns
    ]


def _rows(one: Document, code: str, values: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    part = next(shown.part for shown in one.parts if shown.part.code == code)
    return [
        {
            "code": row.code,
            "number": row.number,
            "label": row.label,
            "depth": row.depth,
            "isHeading": all(type_of(row, column) is None for column in part.columns),
            "unit": row.unit,
            "headings": dict(row.heading),
            "units": dict(row.units),
            "values": values.get(row.code, {}),
        }
        for row in one.sheet.rows(part)
    ]


def _plain(value: Decimal | bool | str) -> int | float | bool | str:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
