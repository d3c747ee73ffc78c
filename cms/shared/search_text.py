"""Text as the index keeps it and as questions are asked of it: small letters, words and single spaces."""

import re

from cms.core.unicode import composed

_NO_WORD = re.compile(r"[\W_]+")
# 36/2017/TT-BGDĐT, 123/QĐ-UBND: the number of a document.
NUMBER = re.compile(r"\d+(?:/[^\W_]+)+(?:-[^\W_]+)*")


def plain(text: str) -> str:
    """Return the words of a text: `Tuyển sinh (lớp 1)` -> `tuyển sinh lớp 1`."""
    return _NO_WORD.sub(" ", composed(text).lower()).strip()


def in_one(number: str) -> str:
    """Return the number of a document in one piece: `36/2017/TT-BGDĐT` -> `362017ttbgdđt`."""
    return _NO_WORD.sub("", composed(number).lower())


def indexed(text: str) -> str:
    """Return what is indexed of a text: its words, then the numbers of documents in one piece each."""
    numbers = dict.fromkeys(map(in_one, NUMBER.findall(text)))
    return " ".join([plain(text), *numbers])


# Of phones, identity cards and accounts; the lists of schools have the numbers to call.
_PERSONAL = re.compile(r"(?<![\w/-])\+?\d(?:[ .\u00a0]?\d){8,18}(?![\w/])")
# 3.250.000.000, 150.000.000 đồng: an amount. Identity numbers begin with a zero; the old ones have nine digits.
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}")
_MONEY = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd)", re.IGNORECASE)
_FEWEST_DIGITS = 10
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def told(text: str) -> str:
    """Return a text as it may be found and shown: no long numbers but amounts, no e-mail addresses, no NUL."""
    return _EMAIL.sub("…", _PERSONAL.sub(_unless_amount, composed(text).replace("\x00", " ")))


def _unless_amount(found: re.Match[str]) -> str:
    number = found[0]
    is_long = sum(map(str.isdigit, number)) >= _FEWEST_DIGITS
    is_amount = _AMOUNT.fullmatch(number) and (is_long or _MONEY.match(found.string, found.end()))
    return number if is_amount else "…"
