"""Disclosures that were published before, brought in at once: from an earlier portal, or for the demo.

The same rules as in services.py: figures must fit together, a correction has a reason, nothing is overwritten.
"""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cms.disclosures import services
from cms.disclosures.calculation import computed, problems
from cms.disclosures.models import Disclosure, DisclosureSet, Version
from cms.disclosures.models.disclosure import Status
from cms.disclosures.regulation import LEVELS_OF_KIND, Severity, regulation_for
from cms.disclosures.sheet import Sheet, parts_for
from tenants.models import School

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Past:
    """A form as it was published on a day; later ones of the same form are corrections."""

    year: int
    form_code: str
    data: dict[str, Any]
    at: dt.datetime
    reason: str = ""


@transaction.atomic
def bring_in(school: School, published: Iterable[Past], user: Any = None) -> int:
    """Write what was published earlier as versions of forms that are still empty; returns how many.

    Raises NotReady when figures do not fit together.
    """
    rows: dict[tuple[int, str], Disclosure] = {}
    versions = []
    listed = sorted(published, key=lambda past: past.at)
    for year in sorted({past.year for past in listed}):
        found = services.open_set(school, year)
        rows.update(_empty_rows(found))
    for past in listed:
        row = rows.get((past.year, past.form_code))
        if row is not None:
            versions.append(_version(row, past, school, user))
    fields = ["status", "draft", "draft_number", "draft_at", "draft_by", "version_count"]
    Disclosure.objects.bulk_update(
        {version.disclosure.pk: version.disclosure for version in versions}.values(),
        [*fields, "first_published_at", "published_at"],
    )
    Version.objects.bulk_create(versions)
    services.announce()
    logger.info("%s disclosures of earlier days brought in by user %s", len(versions), getattr(user, "pk", None))
    return len(versions)


def _empty_rows(found: DisclosureSet) -> dict[tuple[int, str], Disclosure]:
    rows = list(found.disclosures.select_for_update().filter(version_count=0, status=Status.EMPTY))
    for row in rows:
        row.set = found
    return {(found.year, row.form_code): row for row in rows}


def _version(row: Disclosure, past: Past, school: School, user: Any) -> Version:
    data = computed(row.form, past.data)
    parts = parts_for(row.form, set(LEVELS_OF_KIND[school.kind]))
    errors = [one for one in problems(row.form, data, parts) if one.severity == Severity.ERROR]
    if errors or Sheet(row.form, data).is_empty or (row.is_public and not past.reason):
        raise services.NotReady(f"{past.year} {past.form_code}", errors)
    row.version_count += 1
    row.draft, row.draft_number = data, row.version_count
    row.draft_at = row.published_at = past.at
    row.first_published_at = row.first_published_at or past.at
    row.draft_by, row.status = user, Status.PUBLISHED
    return Version(
        disclosure=row,
        number=row.version_count,
        data=data,
        regulation_version=regulation_for(past.year).version,
        reason=past.reason if row.version_count > 1 else "",
        published_at=past.at,
        published_by=user,
    )
