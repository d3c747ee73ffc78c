"""Texts without the numbers of persons: for what is searched in."""

import re
from collections.abc import Iterator
from itertools import chain

from cms.core.personal_data import numbers
from cms.core.personal_data.matches import Match, without_overlaps

MASK = "…"
# A line without that many digits, and without an address, has nothing to look for.
_WORTH_LOOKING = re.compile(r"(?:\d\D{0,2}){6}|@")
# 24/11/2026, 2025-2026: what most digits of a school's texts are, and what no number of a person looks like.
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATES = re.compile(rf"(?<![\d./-])(?:{_DAY}([./-]){_MONTH}\1|{_YEAR} ?[-–] ?){_YEAR}(?![./-]?\d)")


def is_worth_looking(text: str) -> bool:
    """Tell whether a text has so many digits, or an address, that there may be something to mask."""
    if _WORTH_LOOKING.search(text) is None:
        return False
    return _WORTH_LOOKING.search(_DATES.sub("(date)", text)) is not None


def without_numbers(text: str, phones: tuple[str, ...] = (), emails: tuple[str, ...] = ()) -> str:
    """Return the text with identity numbers, bank accounts, phones and private e-mail addresses masked.

    `phones` and `emails` are the school's own: they stay. Goes line by line, so that a long list takes no longer
    than its lines together.
    """
    lines = text.split("\n")
    return "\n".join(_masked(line, phones, emails) if is_worth_looking(line) else line for line in lines)


def _masked(line: str, phones: tuple[str, ...], emails: tuple[str, ...]) -> str:
    kept, end = [], 0
    for match in without_overlaps(_found(line, phones, emails)):
        kept += [line[end : match.start], MASK]
        end = match.end
    return "".join([*kept, line[end:]])


def _found(line: str, phones: tuple[str, ...], emails: tuple[str, ...]) -> Iterator[Match]:
    yield from chain(numbers.id_numbers(line), numbers.bank_accounts(line))
    yield from chain(numbers.phones(line, phones), numbers.emails(line, emails))
