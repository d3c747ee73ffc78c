"""What is shown of an entry: the place where the words stand, escaped, with the words marked."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.html import escape

from cms.core.unicode import composed

LENGTH = 240
# A line without a full stop at its end: a heading, a name.
_LINE = re.compile(r"(?<=[^\s.,:;!?…])[ \t]*\n\s*")
# Beyond this no place is looked for, nor beyond so many places.
MOST_TEXT, MOST_PLACES = 20_000, 200
Places = list[tuple[int, int, str]]


def _letters() -> dict[str, str]:
    """Every letter with the letters that are the same without their marks: a -> aàáảãạăằ…"""
    same: dict[str, str] = {"d": "dđ"}
    for code in [*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)]:
        base = "".join(char for char in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(char))
        if len(base) == 1 and base.isascii() and base.islower():
            same[base] = same.get(base, base) + chr(code)
    return same


_LETTERS = {base: f"[{letters}]" for base, letters in _letters().items()}


class Marker:
    """Finds the folded `words` (also several in one) in texts, whatever accents they have there."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(set(words), key=lambda word: (-len(word), word))
        ways = ("".join(_LETTERS.get(char, re.escape(char)) for char in word) for word in self.words)
        ways = (way.replace(r"\ ", r"\s+") for way in ways)
        groups = "|".join(f"({way})" for way in ways)
        self._pattern = re.compile(rf"\b(?:{groups})\b", re.IGNORECASE) if self.words else None

    def places(self, text: str) -> Places:
        """Return where the words stand: first and last place, and which word it is."""
        found: Places = []
        for match in self._pattern.finditer(text, 0, MOST_TEXT) if self._pattern else ():
            found.append((*match.span(), self.words[(match.lastindex or 1) - 1]))
            if len(found) >= MOST_PLACES:
                break
        return found

    def words_in(self, text: str) -> set[str]:
        """Return which of the words occur in a text."""
        return {word for _start, _end, word in self.places(composed(text))}

    def whole(self, text: str) -> str:
        """Return all of a text as safe HTML with the words marked."""
        text = composed(text)
        return _with_marks(text, self.places(text), 0, len(text))

    def snippet(self, text: str, length: int = LENGTH) -> str:
        """Return the part of a text where most of the words stand close together, as safe HTML."""
        text = " ".join(composed(text[:MOST_TEXT]).split())
        places = self.places(text)
        start = _beginning(text, places, length)
        end = min(len(text), start + length)
        if end < len(text):
            end = max(text.rfind(" ", start, end), start + length // 2)
        inside = [place for place in places if place[0] >= start and place[1] <= end]
        return ("… " if start else "") + _with_marks(text, inside, start, end) + (" …" if end < len(text) else "")


def in_sentences(text: str) -> str:
    """Return a text of lines as one reads it in a row; not for pages of files, whose lines end anywhere."""
    return _LINE.sub(". ", text[:MOST_TEXT])


def _beginning(text: str, places: Places, length: int) -> int:
    """Return where the window begins that holds most different words; the first of equal ones."""
    best, start = 0, 0
    for index, (begin, _end, _word) in enumerate(places):
        inside = [word for a, _b, word in places[index : index + 30] if a < begin + length - 60]
        worth = 4 * len(set(inside)) + min(len(inside), 4)
        if worth > best:
            best, start = worth, begin
    # A few words before it, so that it can be read.
    return text.find(" ", start - 40) + 1 if start > 60 else 0


def _with_marks(text: str, places: Places, start: int, end: int) -> str:
    parts, at = [], start
    for a, b, _word in places:
        parts.append(f"{escape(text[at:a])}<mark>{escape(text[a:b])}</mark>")
        at = b
    return "".join([*parts, escape(text[at:end])])
