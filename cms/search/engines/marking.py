"""What is shown of an entry: the place where the words stand, escaped, with the words marked."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.html import escape

from cms.core.unicode import composed

LENGTH = 240
# Beyond this no place is looked for.
MOST = 60_000


def marked(text: str, words: Iterable[str]) -> str:
    """Return the whole text as safe HTML with the folded `words` marked."""
    text = composed(text)
    return _with_marks(text, _places(text, words), 0, len(text))


def snippet(text: str, words: Iterable[str], length: int = LENGTH) -> str:
    """Return the part of the text where most of the words stand close together, as safe HTML."""
    text = " ".join(composed(text[:MOST]).split())
    places = _places(text, words)
    start = _best(text, places, length)
    if start:
        start = text.find(" ", max(0, start - 40)) + 1 if start > 40 else 0
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    inside = [(a, b) for a, b in places if a >= start and b <= end]
    return ("… " if start else "") + _with_marks(text, inside, start, end) + (" …" if end < len(text) else "")


def count(text: str, words: Iterable[str]) -> int:
    """Return how many different words occur in a text."""
    text = composed(text)
    bare = _bare(text)
    return len({bare[a:b] for a, b in _places(text, words)})


def _places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    wanted = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    if not wanted:
        return []
    return [found.span() for found in re.finditer(rf"(?<![^\W_])(?:{wanted})(?![^\W_])", _bare(text))]


def _bare(text: str) -> str:
    """Return the text folded, each letter in its place."""
    bare = text.translate(_LETTERS).lower()
    return bare if len(bare) == len(text) else text


def _letters() -> dict[int, str]:
    table = {ord("đ"): "d", ord("Đ"): "d"}
    for code in [*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)]:
        base = "".join(char for char in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(char))
        if len(base) == 1 and base != chr(code):
            table[code] = base.lower()
    return table


_LETTERS = _letters()


def _best(text: str, places: list[tuple[int, int]], length: int) -> int:
    """Return where the window begins that holds most different words; the first of equal ones."""
    bare = _bare(text)
    best, start = 0, 0
    for index, (begin, _end) in enumerate(places[:500]):
        inside = []
        for a, b in places[index : index + 30]:
            if b > begin + length - 60:
                break
            inside.append(bare[a:b])
        worth = 4 * len(set(inside)) + min(len(inside), 4)
        if worth > best:
            best, start = worth, begin
    return start


def _with_marks(text: str, places: list[tuple[int, int]], start: int, end: int) -> str:
    parts, at = [], start
    for a, b in places:
        parts.append(f"{escape(text[at:a])}<mark>{escape(text[a:b])}</mark>")
        at = b
    return "".join([*parts, escape(text[at:end])])
