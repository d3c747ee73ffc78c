"""From the words of a question to what PostgreSQL looks for (tsquery), and to what is marked in the results."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cms.core.folding import fold
from cms.search.contract import Question
from cms.search.synonyms import runs
from cms.shared.search_text import NUMBER, in_one, plain

# More nobody means; it also bounds the work.
MOST_WORDS, LONGEST_WORD, MOST_ALTERNATIVES = 12, 40, 6
# Words of questions: where they are not in a text, the others are asked for.
_SMALL = """là gì ở đâu khi nào như thế bao nhiêu làm sao tôi muốn hỏi xin cho cần những được không của và các về tại
    thì có một con em mình ai mấy giờ phải này đó đến từ với trong nếu"""
_SMALL_WORDS = frozenset(_SMALL.split())
_SMALL_BARE = frozenset(map(fold, _SMALL_WORDS))
# 36/2017: not the whole number of a document, but its beginning.
_NUMBER_LIKE = re.compile(r"\d+[/-]\S*[^\W_]")


@dataclass(frozen=True, slots=True)
class Term:
    """What must occur: these words, or one of the alternatives in their place."""

    words: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...] = ()
    # The number of a document in one piece.
    number: str = ""
    # Whether the words must stand side by side.
    is_run: bool = False

    def query(self, mark: str = "", *, near: bool = True) -> str:
        """Return the term as tsquery; `mark` narrows it to a weight (`:A`).

        Whether words of an alternative stand side by side (`near`) the index does not know: it takes reading texts.
        """
        together = adjacent(self.words, mark) if self.is_run else _all_of(self.words, mark)
        others = (adjacent(words, mark) if near else _all_of(words, mark) for words in self.alternatives)
        ways = [together, *others]
        if self.number:
            # Only as a number: its parts stand in many texts side by side.
            ways = [f"{_quoted(self.number)}:*{mark.lstrip(':')}", adjacent(self.words, mark)]
        return ways[0] if len(ways) == 1 else f"({' | '.join(ways)})"

    def side_by_side(self, mark: str = "") -> str:
        """Return the tsquery of the words, or what is in their place, side by side."""
        return f"({' | '.join(adjacent(words, mark) for words in (self.words, *self.alternatives))})"


# Terms that must all be met; of several ways one is enough.
Ways = Sequence[Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A question, ready to be asked."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    # As typed, with accents, in their order: for exact matches and adjacency.
    typed: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.phrases)

    @property
    def has_accents(self) -> bool:
        return any(fold(word) != word for word in self.typed)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Words that were typed side by side."""
        return list(zip(self.typed, self.typed[1:], strict=False))

    def all(self, mark: str = "", *, negated: bool = True, near: bool = True) -> str:
        """Return the tsquery that everything must meet."""
        parts = [term.query(mark, near=near) for term in self.terms] + [adjacent(words, mark) for words in self.phrases]
        if negated:
            parts += [f"!{adjacent(words)}" for words in self.without]
        return " & ".join(parts)

    def phrase(self, mark: str = "") -> str:
        """Return the tsquery of everything side by side as typed, or as it is also called."""
        if self.phrases:
            return adjacent(self.typed, mark)
        return " <-> ".join(term.side_by_side(mark) for term in self.terms)

    def any_of(self, ways: Ways, *, near: bool = True) -> str:
        """Return the tsquery that one of the ways must meet; phrases, and what must not be there, count as ever."""
        terms = (f"({' & '.join(term.query(near=near) for term in way)})" for way in ways)
        strict = [adjacent(words) for words in self.phrases] + [f"!{adjacent(words)}" for words in self.without]
        return " & ".join([f"({' | '.join(terms)})", *strict])

    def looser(self) -> Iterator[Ways]:
        """Yield what to look for where not everything is found together: less and less of it."""
        weighty = [term for term in self.terms if not all(map(_is_small, term.words))]
        if len(weighty) >= 3:
            yield _most_of(weighty, 2 if len(weighty) >= 4 and len(self.terms) >= 5 else 1)
        elif weighty and len(weighty) < len(self.terms):
            yield [weighty]
        pairs = [pair for pair in self.pairs if not all(map(_is_small, pair))]
        if len(pairs) >= 2:
            yield [[Term(pair, is_run=True)] for pair in pairs]

    def marked(self) -> set[str]:
        """Return the folded words to mark in what is shown; what stands in their place, as a whole."""
        found = {word for words in self.phrases for word in words}
        for term in self.terms:
            found.update(term.words, (" ".join(words) for words in term.alternatives))
        return {fold(word) for word in found}


def of(question: Question) -> Wording:
    """Return what a question looks for."""
    typed, terms = _terms(question.words)
    phrases = [tuple(plain(phrase).split()[:MOST_WORDS]) for phrase in question.phrases[:MOST_WORDS]]
    without = [tuple(plain(word).split()[:MOST_WORDS]) for word in question.without[:MOST_WORDS]]
    typed = [*typed, *(word for words in phrases for word in words)][:MOST_WORDS]
    return Wording(
        tuple(terms),
        tuple(words for words in phrases if words),
        tuple(words for words in without if words),
        tuple(typed),
    )


def _is_small(word: str) -> bool:
    """Tell whether a word says little; with accents only if it is that word (cần, not căn)."""
    return word in (_SMALL_BARE if word.isascii() else _SMALL_WORDS)


def _most_of(terms: Sequence[Term], but: int) -> Ways:
    """Return the terms without one of them, or without two that stand side by side: most words have two syllables.

    The number of a document is never left out.
    """
    ways = []
    for start in range(len(terms) - but + 1):
        numbers = [term for term in terms[start : start + but] if term.number]
        ways.append([*terms[:start], *numbers, *terms[start + but :]])
    return ways


def _all_of(words: Sequence[str], mark: str = "") -> str:
    return f"({' & '.join(f'{_quoted(word)}{mark}' for word in words)})"


def adjacent(words: Sequence[str], mark: str = "") -> str:
    """Return the tsquery of words side by side."""
    return f"({' <-> '.join(f'{_quoted(word)}{mark}' for word in words)})"


def _terms(words: Iterable[str]) -> tuple[list[str], list[Term]]:
    typed: list[str] = []
    terms: list[Term] = []
    run: list[str] = []
    for word in words:
        parts = [part[:LONGEST_WORD] for part in plain(word).split()]
        parts = parts[: MOST_WORDS - len(typed)]
        typed += parts
        if len(parts) > 1 and (NUMBER.search(word) or _NUMBER_LIKE.fullmatch(word)):
            terms += _grouped(run)
            run = []
            terms.append(Term(tuple(parts), number=in_one(word)[:LONGEST_WORD]))
        else:
            run += parts
    return typed, [*terms, *_grouped(run)]


def _grouped(words: Sequence[str]) -> list[Term]:
    """Return a term for each word; words side by side that have another name together are one term."""
    terms = []
    for run in runs(words):
        others = [tuple(plain(other).split()) for other in run.others]
        terms.append(Term(tuple(words[run.start : run.end]), tuple(filter(None, others))[:MOST_ALTERNATIVES]))
    return terms


def in_title(words: Sequence[str]) -> str:
    """Return the tsquery of words that all stand in the title (`marks_of`), as tsquery and not as text."""
    return " & ".join(_quoted(f"={fold(word)}") for word in words)


def _quoted(word: str) -> str:
    # Letters and digits only (cms/shared/search_text.py): nothing in it ends the quotation.
    return f"'{word}'"
