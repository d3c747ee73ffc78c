"""What was probably meant by words that find nothing: slips of the finger, accents left as keys, missing spaces."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cms.core.folding import fold
from cms.search import synonyms
from cms.shared.models import SearchWords
from cms.shared.search_text import plain

MOST_WORDS, LONGEST_WORD = 12, 16
# So many readings of a word are tried beside those of its neighbours; fewer where any word may be the wrong one.
MOST_WAYS, FEWER_WAYS = 40, 12
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# A word that is left as it is, one whose keys were read as accents.
AS_TYPED, AS_KEYS = 4.0, 3.0
# One slip: a letter doubled, two exchanged, one left out, its neighbour on the keyboard, one too many, any other.
DOUBLED, EXCHANGED, LEFT_OUT, BESIDE, TOO_MANY, ANOTHER = 2.5, 2.0, 2.0, 1.5, 0.5, 0.0
# Few begin a word wrong. Letters typed with marks, as the word has them.
AT_FIRST, MARKS = -2.0, 4.0
TOGETHER = 1.5


@dataclass(frozen=True, slots=True)
class Way:
    """One reading of a word: folded (two words where a space was missing), and what speaks for it."""

    folded: str
    worth: float


def meant(words: Iterable[str], *, is_sure: bool = True) -> tuple[str, ...]:
    """Return the words as they were probably meant, with accents; empty where nothing is nearer.

    Where all words are known, they are doubted only if it `is_sure` that something is wrong.
    """
    typed = [word for text in words for word in plain(text).split()][:MOST_WORDS]
    folded = [fold(word) for word in typed]
    known = _known(set(folded))
    is_strange = not known.keys() >= set(folded)
    if not (is_strange or is_sure):
        return ()
    # Where some words are unknown the others are meant as they are.
    possible = [{word: AS_TYPED} if is_strange and word in known else _possible(word) for word in folded]
    known |= _known({way for ways in possible for way in ways} - known.keys())
    most = MOST_WAYS if is_strange else FEWER_WAYS
    ways = [_ways(word, options, known)[:most] for word, options in zip(typed, possible, strict=True)]
    if not ways or not all(ways):
        return ()
    joined = (f"{_last(a.folded)} {_first(b.folded)}" for one, two in pairwise(ways) for a in one for b in two)
    pairs = _known(set(joined))
    best = _best(ways, pairs)
    if [way.folded for way in best] == folded:
        return ()
    return _shown(typed, folded, [way.folded for way in best], known, pairs)


def _possible(word: str) -> dict[str, float]:
    """Return every reading of a word that may be looked up, with what speaks for it."""
    found = {word: AS_TYPED}
    if len(word) > LONGEST_WORD or not word.isalpha() or not word.isascii():
        return found
    for slip, worth in _slips(word):
        found[slip] = max(found.get(slip, worth), worth)
    for keys in _without_keys(word):
        found[keys] = max(found.get(keys, 0), AS_KEYS)
    for place in range(1, len(word)):
        found[f"{word[:place]} {word[place:]}"] = AS_KEYS
    return found


def _slips(word: str) -> Iterator[tuple[str, float]]:
    """Yield what may have been meant by a slip of the finger, and how likely the slip is."""
    for place in range(len(word) + 1):
        left, right = word[:place], word[place:]
        first = 0.0 if place else AT_FIRST
        for letter in LETTERS:
            yield left + letter + right, LEFT_OUT + first
            if right:
                yield left + letter + right[1:], (BESIDE if letter in _BESIDE[right[0]] else ANOTHER) + first
        if right:
            yield left + right[1:], DOUBLED if left.endswith(right[0]) else TOO_MANY + first
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:], EXCHANGED + first


_BESIDE = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, letter in enumerate(row)
}


def _without_keys(word: str) -> set[str]:
    """Return a word without the keys of Telex: `truowngf` -> `truong`, `ddaats` -> `dat`."""
    bare = word.replace("w", "")
    for twice in ("aa", "ee", "oo", "dd"):
        bare = bare.replace(twice, twice[0])
    ends = {bare, re.sub(r"(?<=[a-z])[sfrxjz]$", "", bare)}
    # The tone may be typed right after its vowel.
    ends |= {bare[:place] + bare[place + 1 :] for place in range(2, len(bare)) if bare[place] in "sfrxj"}
    return {end for end in ends if end and end != word}


def _known(folded: set[str]) -> dict[str, SearchWords]:
    """Return those of the words that the index has, or the lines of what means the same."""
    if not folded:
        return {}
    # One array: thousands of parameters take longer than finding them.
    rows = SearchWords.objects.extra(where=["folded = ANY(%s)"], params=[sorted(folded)])
    named = synonyms.words()
    found = {word: SearchWords(folded=word, shown=named[word], entries=0) for word in folded & named.keys()}
    return found | {row.folded: row for row in rows}


def _ways(typed: str, options: Mapping[str, float], known: Mapping[str, SearchWords]) -> list[Way]:
    """Return the readings that the index has, the likeliest first."""
    ways = [
        Way(option, worth + math.log1p(known[option].entries) + MARKS * _marks_kept(typed, known[option].shown))
        for option, worth in options.items()
        if option in known
    ]
    if not typed.isalpha():
        ways.append(Way(fold(typed), AS_TYPED))
    return sorted(ways, key=lambda way: (-way.worth, way.folded))


def _marks_kept(typed: str, shown: str) -> float:
    """Return the share of the letters typed with marks that a word has."""
    marked = [letter for letter in typed if not letter.isascii()]
    return sum(letter in shown for letter in marked) / len(marked) if marked else 0.0


def _best(ways: Sequence[Sequence[Way]], pairs: Mapping[str, SearchWords]) -> list[Way]:
    """Return the readings that go together best."""
    ends: list[tuple[float, list[Way]]] = [(way.worth, [way]) for way in ways[0]]
    for options in ways[1:]:
        following = []
        for way in options:
            joined = ((worth + way.worth + _together(path[-1], way, pairs), [*path, way]) for worth, path in ends)
            following.append(max(joined, key=lambda one: one[0]))
        ends = following
    return max(ends, key=lambda one: one[0])[1]


def _together(first: Way, second: Way, pairs: Mapping[str, SearchWords]) -> float:
    pair = pairs.get(f"{_last(first.folded)} {_first(second.folded)}")
    return TOGETHER * math.log1p(pair.entries) if pair else 0.0


def _shown(
    typed: Sequence[str],
    folded: Sequence[str],
    best: Sequence[str],
    known: Mapping[str, SearchWords],
    pairs: Mapping[str, SearchWords],
) -> tuple[str, ...]:
    """Return the words with the accents that most write."""
    shown: list[str] = []
    for place, word in enumerate(best):
        before = pairs.get(f"{best[place - 1]} {word}") if place else None
        after = pairs.get(f"{word} {best[place + 1]}") if place + 1 < len(best) else None
        if word == folded[place] and typed[place] != word:
            shown.append(typed[place])
        elif after:
            shown.append(after.shown.split()[0])
        elif before:
            shown.append(before.shown.split()[-1])
        else:
            shown += known[word].shown.split() if word in known else [word]
    return tuple(shown)


def _first(words: str) -> str:
    return words.split(" ")[0]


def _last(words: str) -> str:
    return words.split(" ")[-1]
