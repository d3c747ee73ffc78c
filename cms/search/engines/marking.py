"""What is shown of an entry: the place where the words stand, escaped, with the words marked."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import escape

from cms.core.folding import fold
from cms.core.unicode import composed

LENGTH = 240
# A line without a full stop at its end: a heading, a name.
_LINE = re.compile(r"(?<=[^\s.,:;!?…])[ \t]*\n\s*")
# Beyond this no place is looked for, nor beyond so many places.
MOST_TEXT, MOST_PLACES = 20_000, 200
Places = list[tuple[int, int, str]]
_WORD = re.compile(r"\w+")
# Vietnamese has some seven thousand syllables: a text is folded by looking them up.
_folded = lru_cache(maxsize=30_000)(fold)


def _letters() -> dict[str, str]:
    """Every letter as a pattern of those that are the same when folded: a -> [aAàÀáÁ…]."""
    same: dict[str, str] = {}
    for code in [*range(ord("A"), ord("z") + 1), *range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)]:
        letter = fold(chr(code))
        if len(letter) == 1 and letter.isalpha():
            same[letter] = same.get(letter, "") + chr(code)
    return {letter: f"[{''.join(sorted(alike))}]" for letter, alike in same.items()}


_LETTERS = _letters()


class Marker:
    """Finds the folded `words` (also several in one) in texts, whatever accents they have there."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(set(words), key=lambda word: (-len(word), word))
        # By their first syllable, the longest first.
        self._ways: dict[str, list[tuple[list[str], str]]] = {}
        for word in self.words:
            parts = _WORD.findall(word)
            if parts:
                self._ways.setdefault(parts[0], []).append((parts, word))
        # Only what begins alike and is as long is folded and compared.
        looks = {_LETTERS.get(first[0], re.escape(first[0])) + rf"\w{{{len(first) - 1}}}" for first in self._ways}
        self._pattern = re.compile(rf"\b(?:{'|'.join(sorted(looks))})\b")

    def places(self, text: str) -> Places:
        """Return where the words stand: first and last place, and which word it is."""
        found: Places = []
        end = 0
        for match in self._pattern.finditer(text, 0, MOST_TEXT) if self._ways else ():
            ways = self._ways.get(_folded(match[0]))
            if ways is None or match.start() < end:
                continue
            for parts, word in ways:
                if till := _end(text, match.end(), parts):
                    found.append((match.start(), till, word))
                    end = till
                    break
            if len(found) >= MOST_PLACES:
                break
        return found

    def read(self, text: str) -> "Marked":
        """Return a text with the places where the words stand."""
        line = " ".join(composed(text).split())
        return Marked(line, self.places(line))

    def words_in(self, text: str) -> set[str]:
        """Return which of the words occur in a text."""
        return self.read(text).words

    def whole(self, text: str) -> str:
        """Return all of a text as safe HTML with the words marked."""
        return self.read(text).whole()

    def snippet(self, text: str) -> str:
        """Return the part of a text where most of the words stand close together, as safe HTML."""
        return self.read(text[:MOST_TEXT]).snippet()


class Marked:
    """A text on one line that was looked through once."""

    def __init__(self, text: str, places: Places) -> None:
        self.text, self.places = text, places
        self.words = {word for _start, _end, word in places}

    def whole(self) -> str:
        """Return all of it as safe HTML with the words marked."""
        return _with_marks(self.text, self.places, 0, len(self.text))

    def snippet(self, length: int = LENGTH) -> str:
        """Return the part where most of the words stand close together, as safe HTML."""
        text = self.text
        start = _beginning(text, self.places, length)
        end = min(len(text), start + length)
        if end < len(text):
            end = max(text.rfind(" ", start, end), start + length // 2)
        inside = [place for place in self.places if place[0] >= start and place[1] <= end]
        return ("… " if start else "") + _with_marks(text, inside, start, end) + (" …" if end < len(text) else "")


def in_sentences(text: str) -> str:
    """Return a text of lines as one reads it in a row; not for pages of files, whose lines end anywhere."""
    return _LINE.sub(". ", text[:MOST_TEXT])


def _end(text: str, end: int, parts: list[str]) -> int:
    """Return where the syllables end whose first ends at `end`; 0 where the others do not follow."""
    for part in parts[1:]:
        following = _WORD.search(text, end)
        if following is None or _folded(following[0]) != part or not text[end : following.start()].isspace():
            return 0
        end = following.end()
    return end


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
