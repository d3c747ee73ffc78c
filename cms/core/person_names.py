"""Vietnamese names of people: the given name comes last and counts first."""

import unicodedata

# The order of tones in a dictionary: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
Key = tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]


def sort_key(name: str) -> Key:
    """Return the key by which lists of people are sorted: given name, then the rest, in Vietnamese order."""
    words = name.lower().split()
    ordered = [*words[-1:], *words[:-1]]
    return tuple(_letters(word) for word in ordered), tuple(_tones(word) for word in ordered)


def initials(name: str) -> str:
    """Return `N.T.H.` for `Nguyễn Thị Hoa`."""
    return "".join(f"{word[0].upper()}." for word in name.split())


def _letters(word: str) -> tuple[int, ...]:
    toneless = "".join(char for char in unicodedata.normalize("NFD", word) if char not in _TONES)
    return tuple(_LETTERS.get(char, len(_LETTERS) + ord(char)) for char in unicodedata.normalize("NFC", toneless))


def _tones(word: str) -> tuple[int, ...]:
    return tuple(_TONES[char] for char in unicodedata.normalize("NFD", word) if char in _TONES)
