"""The city's open data: a row for each school year of which a school has published something."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max

from cms.core import outbox
from cms.core.navigation import site_path
from cms.disclosures import key_figures, published
from cms.disclosures.models import DisclosureIndexPage, DisclosureSet
from cms.shared.models import OpenDataset
from tenants.changes import announce_content
from tenants.models import PORTAL_SCHEMA
from tenants.registry import CurrentSchool, registry
from tenants.schema import connection

# Rows whose page is gone have nothing else to be known by.
NO_PAGE = 0
MOST = 10**6


def _rows_left() -> Iterable[int]:
    rows = OpenDataset.objects.filter(school__schema_name=connection.schema_name)
    return [NO_PAGE] if rows.exists() else []


@outbox.writes("disclosures.DisclosureIndexPage", known=_rows_left)
def write_open_data(page_id: int) -> None:
    """Bring the current school's rows up to date, whichever page was the reason."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None or school.is_portal:
        return
    page = DisclosureIndexPage.of_school()
    is_open = page is not None and page.live and not page.get_view_restrictions().exists()
    kept = [_write(school, row) for row in _rows(site_path(page.url_path))] if page is not None and is_open else []
    OpenDataset.objects.filter(school_id=school.pk).exclude(pk__in=kept).delete()
    announce_content(PORTAL_SCHEMA)


def _rows(section: str) -> Iterable[dict[str, Any]]:
    """What is told of each set with something public: two queries."""
    sets = DisclosureSet.objects.filter(disclosures__version_count__gt=0).annotate(
        forms=Count("disclosures"), newest=Max("disclosures__published_at")
    )
    sheets = published.sheets(published.newest_versions(sets, key_figures.forms()))
    for one in sets:
        figures = {figure.code: figure.value for figure in key_figures.of(sheets.get(one.pk, {}))}
        yield {
            "year": one.year,
            "regulation_code": one.regulation_code,
            "regulation": one.regulation.number,
            "forms": one.forms,
            **{name: _whole(figures[name]) for name in ("pupils", "classes", "teachers")},
            "published_at": one.newest,
            "path": f"{section}{one.school_year}/",
        }


def _whole(value: Decimal | None) -> int | None:
    # What nobody could mean is not passed on.
    return int(value) if value is not None and 0 <= value < MOST else None


def _write(school: CurrentSchool, told: dict[str, Any]) -> int:
    key = {name: told.pop(name) for name in ("year", "regulation_code")}
    defaults = {**told, "host": school.primary_host}
    row, _created = OpenDataset.objects.update_or_create(school_id=school.pk, **key, defaults=defaults)
    return row.pk
