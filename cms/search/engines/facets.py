"""How many of what is found are of which kind, school, ward, year …"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cms.search.contract import FACETS, Count
from cms.shared.searching import names_of_kinds
from tenants.registry import registry

# Longer lists help nobody.
MOST = 30
COLUMNS = ("kind", "school_id", "year", "subject", "grade")
# Of the matches `m`: a list for each value of each column, its count at the end.
SQL = f"""(SELECT json_agg(json_build_array({", ".join(COLUMNS)}, n))
    FROM (SELECT {", ".join(COLUMNS)}, count(*) AS n FROM m
          GROUP BY GROUPING SETS ({", ".join(f"({name})" for name in COLUMNS)})) g)"""  # noqa: S608 - columns of ours


def schools_of(chosen: Mapping[str, str]) -> list[int] | None:
    """Return the schools that the chosen school and ward leave; None where neither is chosen."""
    if not {"school", "ward"} & chosen.keys():
        return None
    return [
        school.pk
        for school in registry.schools().values()
        if chosen.get("school", school.slug) == school.slug and chosen.get("ward", school.ward) == school.ward
    ]


def condition(facet: str, chosen: str) -> tuple[str, Any]:
    """Return the condition of a chosen value and the value in it; None where no entry can have it."""
    if facet == "year":
        return "e.year = %(f_year)s", int(chosen) if chosen.isdecimal() and len(chosen) == 4 else None
    return f"e.{facet} = %(f_{facet})s", chosen


def of_sql(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, Any, int]]:
    """Yield column, value and count of what `SQL` returned: of a row's values one is what it counts."""
    for *values, count in rows:
        yield from ((column, value, count) for column, value in zip(COLUMNS, values, strict=True) if value)


def counted(rows: Iterable[tuple[str, Any, int]]) -> dict[str, Sequence[Count]]:
    """Return the counts of each facet, the largest first; of years the latest, of grades the lowest first.

    `rows` are column, value and count.
    """
    schools = registry.schools()
    found: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for column, value, count in rows:
        if column == "school_id":
            if school := schools.get(value):
                found["school"][school.slug] += count
                found["ward"][school.ward] += count
        elif value:
            found[column][str(value)] += count
    del found["ward"][""]
    names = {"kind": names_of_kinds(), "school": {school.slug: school.name for school in schools.values()}}
    return {facet: _listed(facet, counts, names.get(facet, {})) for facet, counts in found.items() if counts}


def name_of(facet: str, value: str) -> str:
    """Return what visitors read for a value."""
    if facet == "kind":
        return names_of_kinds().get(value, value)
    if facet == "school":
        return next((school.name for school in registry.schools().values() if school.slug == value), value)
    return _("Grade %(grade)s") % {"grade": value} if facet == "grade" else value


def _listed(facet: str, counts: "Counter[str]", names: Mapping[str, str]) -> list[Count]:
    rows = [Count(value, names.get(value) or name_of(facet, value), number) for value, number in counts.items()]
    if facet == "year":
        return sorted(rows, key=lambda row: row.value, reverse=True)[:MOST]
    if facet == "grade":
        return sorted(rows, key=lambda row: (len(row.value), row.value))[:MOST]
    return sorted(rows, key=lambda row: (-row.count, row.name))[:MOST]
