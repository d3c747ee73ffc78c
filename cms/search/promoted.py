"""Addresses the office shows on top of what was found: “Được giới thiệu”."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

from cms.search.folding import fold
from cms.shared.models import PromotedResult
from tenants.registry import common_version

SECONDS = 3600
MOST = 3


@dataclass(frozen=True, slots=True)
class Promoted:
    """One of them, as it is kept between requests."""

    ways: tuple[str, ...]
    title: str
    url: str
    text: str
    in_schools: bool


def promoted(text: str, *, at_portal: bool) -> list[Promoted]:
    """Return what the office has put before the results of these words; no query on a warm site."""
    padded = f" {' '.join(fold(text).split())} "
    return [
        one for one in _current() if (at_portal or one.in_schools) and any(f" {way} " in padded for way in one.ways)
    ][:MOST]


def _current() -> Iterable[Promoted]:
    key = f"search.promoted.{common_version()}.{timezone.localdate()}"
    found: list[Promoted] | None = cache.get(key)
    if found is None:
        found = [_kept(row) for row in PromotedResult.objects.current()]
        cache.set(key, found, SECONDS)
    return found


def _kept(row: PromotedResult) -> Promoted:
    ways = tuple(" ".join(fold(way).split()) for way in row.ways)
    return Promoted(ways, row.title, row.url, row.text, row.in_schools)
