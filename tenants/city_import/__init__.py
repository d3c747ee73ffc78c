"""Creating all schools of a city from one list: read it, check every row, then build what is new."""

from tenants.city_import.building import build_planned, enqueue_planned
from tenants.city_import.plan import Plan, PlannedRow, RowError, make_plan
from tenants.city_import.reading import ListError, read_list

__all__ = [
    "ListError",
    "Plan",
    "PlannedRow",
    "RowError",
    "build_planned",
    "enqueue_planned",
    "make_plan",
    "read_list",
]
