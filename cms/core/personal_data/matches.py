"""What the personal-data checks hand over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """Kinds of personal data; the values are kept in the log."""

    ID_NUMBER = "id_number"
    BANK_ACCOUNT = "bank_account"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PUPIL = "pupil"


KINDS: dict[Kind, Promise] = {
    Kind.ID_NUMBER: _("a personal identity number"),
    Kind.BANK_ACCOUNT: _("a bank account"),
    Kind.PHONE: _("a phone number"),
    Kind.EMAIL: _("a private e-mail address"),
    Kind.ADDRESS: _("a home address"),
    Kind.PUPIL: _("a child's full name with the class or birth date"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """Something found in a text; `value` is the same however it was typed."""

    kind: Kind
    start: int
    end: int
    value: str


def without_overlaps(matches: Iterable[Match]) -> Iterator[Match]:
    """Yield the matches in reading order; of two that overlap, the one that was found first."""
    kept: list[Match] = []
    for match in matches:
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    yield from sorted(kept, key=lambda match: match.start)


def excerpt(text: str, match: Match, around: int = 24) -> str:
    """Return the words around a match, on one line."""
    start, end = max(0, match.start - around), min(len(text), match.end + around)
    words = " ".join(text[start:end].split())
    return ("…" if start else "") + words + ("…" if end < len(text) else "")
