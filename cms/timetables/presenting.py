"""A grid as pages show it."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from cms.core.grades import grade_of_class
from cms.core.navigation import MenuItem
from cms.core.weeks import DAYS
from cms.timetables.grid import AFTERNOON, MORNING, Grid, class_slug

NO_LESSON = "–"


def class_links(grid: Grid, base: str, active: str = "") -> list[tuple[str, list[MenuItem]]]:
    """Return links to the classes by grade."""
    items = [(grade_of_class(name), _link(name, base, active)) for name in grid.classes]
    items.sort(key=lambda item: _order(item[0]))
    return [(grade, [link for _g, link in group]) for grade, group in groupby(items, key=lambda item: item[0])]


def class_tables(grid: Grid, position: int) -> list[dict[str, Any]]:
    """Return one class's morning and afternoon: a row for each day, a column for each hour."""
    captions = {MORNING: _("Morning"), AFTERNOON: _("Afternoon")}
    names = dict(DAYS)
    tables = []
    for session, caption in captions.items():
        days = grid.of_class(position, session)
        if not days:
            continue
        hours = len(days[0][1])
        head = [_("Day"), *(_("Period %(number)s") % {"number": n} for n in range(1, hours + 1))]
        rows = [[str(names[day]), *(text or NO_LESSON for text in lessons)] for day, lessons in days]
        tables.append({"caption": caption, "head": head, "rows": rows, "num": []})
    return tables


def _link(name: str, base: str, active: str) -> MenuItem:
    slug = class_slug(name)
    return MenuItem(name, f"{base}{slug}/", slug == active)


def _order(grade: str) -> int:
    return int(grade or 0)
