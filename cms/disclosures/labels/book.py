"""The regulations in the words that hold: as the data have them, corrected by what the office has decided.

A process reads the office's corrections once and keeps them until something that all sites show has changed: a warm
page asks the database nothing.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from cms.disclosures.labels.general import GENERAL, general_words
from cms.disclosures.labels.items import Key, relabelled
from cms.disclosures.regulation import Regulation, regulation_for, regulations
from cms.shared.models import LabelDecision, Verdict
from tenants.registry import common_version


class Decision(NamedTuple):
    """From a school year on a label reads otherwise; an empty one takes that back."""

    regulation: str
    key: Key
    first_year: int
    label: str
    decided_at: dt.datetime
    # What was found right; the label is then empty.
    confirmed: str = ""


class LabelBook:
    """All decisions, in the order in which they were made."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_regulation: dict[str, list[Decision]] = {}
        for decision in decisions:
            self._by_regulation.setdefault(decision.regulation, []).append(decision)
        self._known: dict[tuple[str, int], Regulation] = {}

    def regulation(self, code: str, year: int, moment: dt.datetime | None = None) -> Regulation:
        """Return a regulation as it reads for a school year; with `moment`, as it read then."""
        if code not in self._by_regulation:
            return regulations()[code]
        if moment is not None:
            return self._worded(code, year, moment)
        if (code, year) not in self._known:
            self._known[code, year] = self._worded(code, year)
        return self._known[code, year]

    def _worded(self, code: str, year: int, moment: dt.datetime | None = None) -> Regulation:
        labels: dict[Key, str] = {}
        confirmed: dict[Key, str] = {}
        for (key, _year), one in sorted(self._counting(code, year, moment).items()):
            if one.label:
                labels[key] = one.label
            if one.confirmed:
                confirmed[key] = one.confirmed
        return general_words(relabelled(regulations()[code], labels), labels, confirmed)

    def _counting(self, code: str, year: int, moment: dt.datetime | None) -> dict[tuple[Key, int], Decision]:
        """Return the newest decision on each label for each school year that has begun."""
        return {
            (one.key, one.first_year): one
            for one in self._by_regulation.get(code, ())
            if one.first_year <= year and (moment is None or one.decided_at <= moment)
        }


_kept: tuple[int, LabelBook] | None = None


def book() -> LabelBook:
    """Return the book of this moment; one query after a change, else none."""
    global _kept
    version = common_version()
    if _kept is None or _kept[0] != version:
        _kept = (version, read())
    return _kept[1]


def regulation_in(year: int) -> Regulation:
    """Return the circular that a school year falls under, in the words that hold."""
    return book().regulation(regulation_for(year).code, year)


def forget() -> None:
    """Read anew at the next question."""
    global _kept
    _kept = None


def read() -> LabelBook:
    """Read from the database what changes something that is shown: that a form's label is right changes nothing."""
    rows = LabelDecision.objects.filter(~Q(verdict=Verdict.CONFIRMED) | Q(form=GENERAL)).order_by("pk")
    return LabelBook(
        Decision(
            row.regulation,
            Key(row.form, row.kind, row.code),
            row.first_year,
            row.label if row.verdict == Verdict.CORRECTED else "",
            row.decided_at,
            row.label if row.verdict == Verdict.CONFIRMED else "",
        )
        for row in rows
    )
