"""Forms filled in for tests: a value of its own in every cell that a form has, by the data file alone."""

import itertools
from typing import Any

from django.utils import timezone

from cms.disclosures.calculation import computed
from cms.disclosures.models import Disclosure, Version
from cms.disclosures.regulation import COMPUTED, FIGURES, Form, PartKind, ValueType
from cms.disclosures.sheet import own_key, parts_for, type_of


def filled(form: Form, levels: set[str], first: int = 1_001) -> dict[str, Any]:
    """Return the content of a form with every cell filled in; figures count up from `first`."""
    count = itertools.count(first)
    data: dict[str, Any] = {"cells": {}, "added": {}, "texts": {}, "files": {}}
    for part in parts_for(form, levels):
        if part.kind == PartKind.TEXT:
            data["texts"][part.code] = f"Nội dung của phần {part.code} & <đoạn> thứ nhất.\n\nĐoạn thứ hai."
        if part.kind == PartKind.FILES:
            data["files"][part.code] = [{"title": f"Tệp của {part.code}", "document": 987_654}]
        keys = [row.code for row in part.rows if row.more] + ([own_key(form, part)] if part.more else [])
        for key in keys:
            data["added"][key] = [f"Dòng thêm một của {key}", f"=Dòng thêm hai của {key}"]
        added = [f"{key}+{number}" for key in keys for number in (1, 2)]
        for row in part.rows:
            data["cells"][row.code] = {c.code: _value(type_of(row, c), count, c.code) for c in part.columns}
        for code in added:
            data["cells"][code] = {c.code: _value(c.type, count, c.code) for c in part.columns}
    data["cells"] = {
        row: {column: value for column, value in cells.items() if value is not None}
        for row, cells in data["cells"].items()
    }
    return computed(form, data)


def _value(kind: ValueType | None, count: Any, column: str) -> Any:
    number = next(count)
    if kind in FIGURES:
        return f"{number}.5" if number % 7 == 0 else str(number)
    if kind == ValueType.BOOLEAN:
        return column == "co"
    return None if kind is None or kind in COMPUTED else f"=Nội dung ô {number}"


def publish(disclosure: Disclosure, data: dict[str, Any], number: int = 1, reason: str = "") -> Version:
    """Make a content public as it is: what does not fit together too."""
    now = timezone.now()
    version = Version.objects.create(
        disclosure=disclosure,
        number=number,
        data=data,
        regulation_version=disclosure.set.regulation.version,
        reason=reason,
        published_at=now,
    )
    disclosure.version_count, disclosure.published_at = number, now
    disclosure.save()
    return version
