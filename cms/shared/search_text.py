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
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def told(text: str) -> str:
    """Return a text as it may be found and shown in results: no long numbers, no e-mail addresses, no NUL."""
    return _EMAIL.sub("…", _PERSONAL.sub("…", composed(text).replace("\x00", " ")))
