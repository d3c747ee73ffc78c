"""What was probably meant by words that find nothing: slips of the finger, accents left as keys, missing spaces."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cms.core.folding import fold
from cms.shared.models import SearchWords
from cms.shared.search_text import plain

MOST_WORDS, LONGEST_WORD, MOST_WAYS = 10, 16, 12
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# A word that is left as it is, one whose keys were read as accents, one slip, another one.
AS_TYPED, AS_KEYS, ONE_SLIP = 4.0, 3.0, 0.0
TOGETHER = 1.5


@dataclass(frozen=True, slots=True)
class Way:
    """One reading of a word: folded (two words where a space was missing), and what speaks for it."""

    folded: str
    worth: float


def meant(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words as they were probably meant, with accents; empty where nothing is nearer."""
    typed = [word for text in words for word in plain(text).split()][:MOST_WORDS]
    folded = [fold(word) for word in typed]
    possible = [_possible(word) for word in folded]
    known = _known({way for ways in possible for way in ways})
    if not known.keys() >= set(folded):
        # Where some words are unknown the others are meant as they are.
        possible = [{word: AS_TYPED} if word in known else ways for word, ways in zip(folded, possible, strict=True)]
    ways = [_ways(word, options, known) for word, options in zip(folded, possible, strict=True)]
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
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    slips = {left + right[1:] for left, right in cuts if right}
    slips |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    slips |= {left + letter + right[1:] for left, right in cuts if right for letter in LETTERS}
    slips |= {left + letter + right for left, right in cuts for letter in LETTERS}
    for slip in slips:
        found.setdefault(slip, ONE_SLIP)
    for keys in _without_keys(word):
        found[keys] = max(found.get(keys, 0), AS_KEYS)
    for left, right in cuts[1:-1]:
        found[f"{left} {right}"] = AS_KEYS
    return found


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
    return SearchWords.objects.in_bulk(list(folded)) if folded else {}


def _ways(word: str, options: Mapping[str, float], known: Mapping[str, SearchWords]) -> list[Way]:
    ways = [
        Way(option, worth + math.log1p(known[option].entries)) for option, worth in options.items() if option in known
    ]
    if not word.isalpha():
        ways.append(Way(word, AS_TYPED))
    return sorted(ways, key=lambda way: (-way.worth, way.folded))[:MOST_WAYS]


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
