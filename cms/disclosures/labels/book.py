"""The regulations in the words that hold: as the data have them, corrected by what the office has decided.

A process reads the office's corrections once and keeps them until something that all sites show has changed: a warm
page asks the database nothing.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from cms.disclosures.labels.items import Key, relabelled
from cms.disclosures.regulation import Regulation, regulations
from cms.shared.models import LabelDecision, Verdict
from tenants.registry import common_version


class Correction(NamedTuple):
    """From a school year on a label reads otherwise; an empty one takes that back."""

    regulation: str
    key: Key
    first_year: int
    label: str
    decided_at: dt.datetime


class LabelBook:
    """All corrections, in the order in which they were decided."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._by_regulation: dict[str, list[Correction]] = {}
        for correction in corrections:
            self._by_regulation.setdefault(correction.regulation, []).append(correction)
        self._known: dict[tuple[str, int], Regulation] = {}

    def regulation(self, code: str, year: int, moment: dt.datetime | None = None) -> Regulation:
        """Return a regulation as it reads for a school year; with `moment`, as it read then."""
        if code not in self._by_regulation:
            return regulations()[code]
        if moment is not None:
            return relabelled(regulations()[code], self.labels(code, year, moment))
        if (code, year) not in self._known:
            self._known[code, year] = relabelled(regulations()[code], self.labels(code, year))
        return self._known[code, year]

    def labels(self, code: str, year: int, moment: dt.datetime | None = None) -> dict[Key, str]:
        """Return the labels that differ from the data: each the one of the latest school year that has begun."""
        periods: dict[Key, dict[int, str]] = {}
        for one in self._by_regulation.get(code, ()):
            if one.first_year <= year and (moment is None or one.decided_at <= moment):
                periods.setdefault(one.key, {})[one.first_year] = one.label
        found = {}
        for key, by_year in periods.items():
            told = {first: label for first, label in by_year.items() if label}
            if told:
                found[key] = told[max(told)]
        return found


_kept: tuple[int, LabelBook] | None = None


def book() -> LabelBook:
    """Return the book of this moment; one query after a change, else none."""
    global _kept
    version = common_version()
    if _kept is None or _kept[0] != version:
        _kept = (version, read())
    return _kept[1]


def forget() -> None:
    """Read anew at the next question."""
    global _kept
    _kept = None


def read() -> LabelBook:
    """Read all corrections from the database."""
    rows = LabelDecision.objects.exclude(verdict=Verdict.CONFIRMED).order_by("pk")
    return LabelBook(
        Correction(
            row.regulation,
            Key(row.form, row.kind, row.code),
            row.first_year,
            row.label if row.verdict == Verdict.CORRECTED else "",
            row.decided_at,
        )
        for row in rows
    )
