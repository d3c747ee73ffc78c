"""What else is looked for where a question finds little: what was probably meant, then most of its words.

The same for every engine. A question of one or two words is widened where it finds nothing. Of a longer one the words
may be met scattered over a long report: where few entries have most of them side by side, entries that lack one of them
are found too, below those that have all.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from cms.search.contract import Question
from cms.search.engines import meaning, wording
from cms.search.engines.wording import Ways, Wording

# Fewer than half a page are few.
FEW = 10
FEWEST_TERMS = 3


class Found(Protocol):
    """What an engine finds."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def fitting(self) -> int:
        """Of the best, how many have at least half of the words typed side by side standing so."""


F = TypeVar("F", bound=Found)
Find = Callable[[Question, Wording, Ways], F]


@dataclass(frozen=True, slots=True)
class Widened(Generic[F]):
    """What was found in the end, and for which words."""

    found: F
    asked: Wording
    meant: str = ""


def ask(question: Question, find: Find[F]) -> Widened[F]:
    """Find what is asked; where that is little, more. Filters choose among the same results, whatever they leave."""
    asked, meant = wording.of(question), ""
    found = find(question, asked, ())
    if not _is_little(found, asked, question):
        return Widened(found, asked)
    whole = replace(question, chosen={}, since=None, until=None)
    everything = found if whole == question else find(whole, asked, ())
    # Known words that no entry has together: of two one is probably wrong, of more one is probably too many.
    is_sure = len(asked.terms) < FEWEST_TERMS
    if not everything.count and (words := meaning.meant(question.words, is_sure=is_sure)):
        other = wording.of(replace(question, words=words))
        instead = find(question, other, ())
        if instead.count:
            found = everything = instead
            asked, meant = other, " ".join(words)
    if _is_little(everything, asked, question):
        for ways in asked.looser():
            more = find(question, asked, ways)
            if more.count:
                return Widened(more, asked, meant)
    return Widened(found, asked, meant)


def _is_little(found: Found, asked: Wording, question: Question) -> bool:
    """Tell whether other words are looked for; by date nothing is shown that lacks some of them."""
    if not found.count or len(asked.terms) < FEWEST_TERMS or question.sort == "newest":
        return not found.count
    return found.fitting < FEW
