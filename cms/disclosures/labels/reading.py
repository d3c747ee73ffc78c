"""How each label stands: compared or not, what it says from which school year, and every verdict on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cms.core.school_years import SchoolYear
from cms.disclosures.labels.general import GENERAL, General, general_items
from cms.disclosures.labels.items import Item, Key, items
from cms.disclosures.regulation import Form, Regulation, Source
from cms.shared.models import LabelDecision, Verdict


@dataclass(slots=True)
class Standing:
    """One label with what the office has said of it."""

    item: Item
    # Of the regulation: from here on its own labels hold.
    first_year: int
    log: list[LabelDecision] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How it is named in a form: unique within the regulation's form."""
        return f"{self.item.key.kind}/{self.item.key.code}"

    @property
    def verdicts(self) -> dict[int, LabelDecision]:
        """The verdict that counts, by the school year from which it holds."""
        newest = {row.first_year: row for row in self.log}
        return {year: row for year, row in sorted(newest.items()) if row.verdict != Verdict.WITHDRAWN}

    @property
    def corrections(self) -> dict[int, str]:
        """What it says instead of what the data say, by school year."""
        return {year: row.label for year, row in self.verdicts.items() if row.verdict == Verdict.CORRECTED}

    def label_in(self, year: int) -> str:
        """Return what it says in a school year."""
        return _latest(self.corrections, year) or self.item.label

    def label_without(self, first_year: int) -> str:
        """Return what it would say in that year if nobody had decided anything for it."""
        others = {year: label for year, label in self.corrections.items() if year != first_year}
        return _latest(others, first_year) or self.item.label

    @property
    def label(self) -> str:
        """What it says from the regulation's first year on."""
        return self.label_in(self.first_year)

    @property
    def later(self) -> list[tuple[SchoolYear, str]]:
        """What it says from later school years on."""
        return [(SchoolYear(year), label) for year, label in self.corrections.items() if year > self.first_year]

    @property
    def is_corrected(self) -> bool:
        return bool(self.corrections)

    @property
    def is_compared(self) -> bool:
        """Whether it was compared with the official text; a confirmation ends when the product's data change."""
        verdict = self.verdicts.get(self.first_year)
        if verdict is None:
            return self.item.source == Source.TEXT
        return verdict.verdict == Verdict.CORRECTED or verdict.label == self.item.label

    @property
    def is_open(self) -> bool:
        """Whether it is from memory and nobody has compared it yet."""
        return self.item.source == Source.MEMORY and not self.is_compared


def _latest(labels: dict[int, str], year: int) -> str:
    begun = [first for first in labels if first <= year]
    return labels[max(begun)] if begun else ""


@dataclass(slots=True)
class FormStanding:
    """A form with its labels; or what belongs to no form."""

    form: Form | General
    standings: list[Standing]

    @property
    def open(self) -> int:
        return sum(one.is_open for one in self.standings)

    @property
    def compared(self) -> int:
        return sum(one.is_compared for one in self.standings)

    @property
    def corrected(self) -> int:
        return sum(one.is_corrected for one in self.standings)

    def of(self, kind: str, code: str) -> Standing | None:
        """Return one label."""
        return next((one for one in self.standings if one.item.key[1:] == (kind, code)), None)


def of_regulation(regulation: Regulation) -> list[FormStanding]:
    """Return all labels of a regulation, those of no form first, then by form: one query."""
    log = _by_key(LabelDecision.objects.filter(regulation=regulation.code).order_by("pk"))
    listed: list[Form | General] = [General(), *regulation.forms.values()]
    return [_of(regulation, form, log) for form in listed]


def form_of(regulation: Regulation, code: str) -> Form | General | None:
    """Return what the screen calls a form."""
    return General() if code == GENERAL else regulation.forms.get(code)


def of_form(regulation: Regulation, form: Form | General) -> FormStanding:
    """Return the labels of one form: one query."""
    rows = LabelDecision.objects.filter(regulation=regulation.code, form=form.code)
    return _of(regulation, form, _by_key(rows.order_by("pk")))


def _by_key(rows: Iterable[LabelDecision]) -> dict[Key, list[LabelDecision]]:
    found: dict[Key, list[LabelDecision]] = {}
    for row in rows:
        found.setdefault(Key(row.form, row.kind, row.code), []).append(row)
    return found


def _of(regulation: Regulation, form: Form | General, log: dict[Key, list[LabelDecision]]) -> FormStanding:
    first = regulation.first_school_year
    found = general_items(regulation) if isinstance(form, General) else items(form)
    return FormStanding(form, [Standing(item, first, log.get(item.key, [])) for item in found])
