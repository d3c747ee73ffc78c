"""Last year's figures as a starting point; each waits to be confirmed or changed."""

from copy import deepcopy
from typing import Any

from cms.disclosures.models import Disclosure
from cms.disclosures.regulation import PartKind
from cms.disclosures.sheet import TEXT, Sheet, is_computed, mark_of, own_keys, type_of


def source_of(disclosure: Disclosure) -> Disclosure | None:
    """Return the same form of the newest earlier year in which something was filled in."""
    return (
        Disclosure.objects.filter(form_code=disclosure.form_code, set__year__lt=disclosure.set.year)
        .filter(set__regulation_code=disclosure.set.regulation_code)
        .exclude(draft={})
        .select_related("set")
        .order_by("-set__year")
        .first()
    )


def content_of(source: Disclosure) -> dict[str, Any]:
    """Return what was published, or what was filled in where nothing was."""
    newest = source.versions.first()
    return newest.data if newest else source.draft


def taken_over(disclosure: Disclosure, before: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the draft with earlier values where it has none, and the marks of those. Files are not taken over."""
    form, data, marks = disclosure.form, deepcopy(disclosure.draft), list(disclosure.carried_over)
    cells, added, texts = (data.setdefault(name, {}) for name in ("cells", "added", "texts"))
    for part in form.parts:
        if part.kind == PartKind.TEXT and not texts.get(part.code) and (text := before.get("texts", {}).get(part.code)):
            texts[part.code] = text
            marks.append(mark_of(part.code, TEXT))
        if part.kind != PartKind.TABLE:
            continue
        for key in own_keys(form, part):
            if not added.get(key) and before.get("added", {}).get(key):
                added[key] = list(before["added"][key])
        for row in Sheet(form, data).rows(part):
            for column in part.columns:
                value = before.get("cells", {}).get(row.code, {}).get(column.code, "")
                if type_of(row, column) is None or is_computed(row, column) or not value:
                    continue
                if not cells.get(row.code, {}).get(column.code):
                    cells.setdefault(row.code, {})[column.code] = value
                    marks.append(mark_of(row.code, column.code))
    return data, sorted(set(marks))
