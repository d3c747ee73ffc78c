"""What the office sees of a school's disclosures."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from cms.core import outbox
from cms.core.navigation import site_path
from cms.disclosures import key_figures, published
from cms.disclosures.annual_report.public_views import SECTION
from cms.disclosures.key_figures import OF_THE_CITY
from cms.disclosures.models import DisclosureIndexPage, DisclosureSet
from cms.disclosures.obligations.duties import owed_years
from cms.disclosures.obligations.reading import Standing, standings
from cms.disclosures.presenting import slug_of
from cms.shared.models import DisclosureDuty, DisclosureFigures, DutyKind
from tenants.registry import registry
from tenants.schema import connection

ALL_BUT_KEYS = ["topic", "due", "is_optional", "done_on", "published_at", "versions", "path"]


def look_again() -> None:
    """Have the school's rows in public brought up to date; nothing that visitors see has changed."""
    page = DisclosureIndexPage.of_school()
    if page is not None:
        outbox.record(page, seen=False)


def _nothing_else() -> Iterable[int]:
    """The section itself is always there to start from."""
    return ()


@outbox.writes("disclosures.DisclosureIndexPage", known=_nothing_else)
def write_duties(page_id: int) -> None:
    """Bring the school's duties and figures up to date with what it has published."""
    school = registry.school_for_schema(connection.schema_name)
    page = DisclosureIndexPage.objects.filter(pk=page_id).first()
    if school is None or page is None or school.is_portal:
        return
    with transaction.atomic():
        _write_duties(school.pk, [_row(school.pk, page, one) for one in standings(school)])
        _write_figures(school.pk)


def write_now() -> None:
    """Do at once what `look_again` leaves to the outbox."""
    page = DisclosureIndexPage.of_school()
    if page is not None:
        write_duties(page.pk)


def _row(school_id: int, page: DisclosureIndexPage, one: Standing) -> DisclosureDuty:
    duty = one.duty
    return DisclosureDuty(
        school_id=school_id,
        year=duty.year,
        regulation_code=one.regulation.code,
        kind=duty.kind,
        code=duty.code,
        topic=duty.topic,
        due=duty.due,
        is_optional=duty.optional,
        done_on=one.done_on,
        published_at=one.published_at,
        versions=one.versions,
        path=_path(site_path(page.url_path), one),
    )


def _path(section: str, one: Standing) -> str:
    """Return where it is read; "" while it is not public."""
    if not one.versions:
        return ""
    if one.duty.kind == DutyKind.REPORT:
        return f"{section}{SECTION}/{one.duty.year}/"
    return f"{section}{one.disclosure.set.school_year}/{slug_of(one.disclosure.form)}/" if one.disclosure else ""


def _write_duties(school_id: int, rows: list[DisclosureDuty]) -> None:
    kept = {(row.year, row.regulation_code, row.kind, row.code) for row in rows}
    known = DisclosureDuty.objects.filter(school_id=school_id)
    gone = [
        pk for pk, *key in known.values_list("pk", "year", "regulation_code", "kind", "code") if tuple(key) not in kept
    ]
    DisclosureDuty.objects.filter(pk__in=gone).delete()
    DisclosureDuty.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["school", "year", "regulation_code", "kind", "code"],
        update_fields=ALL_BUT_KEYS,
    )


def _write_figures(school_id: int) -> None:
    found = _published_figures()
    DisclosureFigures.objects.filter(school_id=school_id).exclude(year__in=found).delete()
    DisclosureFigures.objects.bulk_create(
        [DisclosureFigures(school_id=school_id, year=year, **values) for year, values in found.items()],
        update_conflicts=True,
        unique_fields=["school", "year"],
        update_fields=list(OF_THE_CITY),
    )


def _published_figures() -> dict[int, dict[str, int | None]]:
    """Return the current school's figures by school year, from the newest versions: two queries."""
    sets = list(DisclosureSet.objects.order_by("year", "pk"))
    by_set = published.sheets(published.newest_versions(sets, key_figures.forms(OF_THE_CITY)))
    return {one.year: key_figures.of_the_city(by_set[one.pk]) for one in sets if one.pk in by_set}


def catch_up() -> bool:
    """Look again when a school year is owed of which the office has no row yet; returns whether it was so."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None or school.is_portal:
        return False
    wanted = set(owed_years(timezone.localdate()))
    known = DisclosureDuty.objects.filter(school_id=school.pk, kind=DutyKind.FORM, year__in=wanted)
    if wanted == set(known.values_list("year", flat=True).distinct()):
        return False
    with transaction.atomic():
        look_again()
    return True
