"""What a draft changes in what is public."""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.disclosures.entry.grid import shown
from cms.disclosures.regulation import PartKind
from cms.disclosures.sheet import TEXT, Sheet, parts_for, type_of


@dataclass(frozen=True, slots=True)
class Change:
    """One place that reads differently, before and now."""

    row: str
    column: str
    place: str
    before: str
    now: str


def changes(public: Sheet, draft: Sheet, levels: set[str]) -> list[Change]:
    """Return every place in which the draft differs from what is public."""
    return list(_changes(public, draft, levels))


def _changes(public: Sheet, draft: Sheet, levels: set[str]) -> Iterator[Change]:
    for part in parts_for(draft.form, levels):
        if part.kind == PartKind.TABLE:
            rows = {row.code: row for row in [*public.rows(part), *draft.rows(part)]}
            known = {row.code: row for row in public.rows(part)}
            for row in rows.values():
                was = known.get(row.code)
                if was is None or was.label != row.label:
                    yield Change(row.code, "", part.label or draft.form.short, was.label if was else "", row.label)
                for column in part.columns:
                    kind = type_of(row, column)
                    before, now = public.value(row.code, column.code), draft.value(row.code, column.code)
                    if kind is not None and before != now:
                        place = f"{row.label}: {column.label}"
                        yield Change(row.code, column.code, place, shown(kind, before), shown(kind, now))
        elif part.kind == PartKind.TEXT and public.text(part.code) != draft.text(part.code):
            place = part.label or draft.form.short
            yield Change(part.code, TEXT, place, public.text(part.code), draft.text(part.code))
        elif part.kind == PartKind.FILES and public.files(part.code) != draft.files(part.code):
            titles = [", ".join(file.get("title", "") for file in sheet.files(part.code)) for sheet in (public, draft)]
            yield Change(part.code, TEXT, part.label or draft.form.short, *titles)
