"""How good the search is: judged questions (tests/search/judged.yaml) asked of an engine that holds the demo's content.

nDCG@10 of the questions as typed, of the same without accents, and with one typing error each; recall of what answers
a question among the first twenty. Of several entries at one address the first counts.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from django.http import QueryDict

from cms.core.data_files import read_yaml
from cms.search.asking import asked
from cms.search.contract import Engine, Question
from cms.search.engines import postgres
from cms.search.folding import fold
from cms.shared.models import SearchEntry
from tenants.models import School

JUDGED = Path(__file__).parents[1] / "search" / "judged.yaml"
PORTAL = "portal"
FIRST = 10
# Names of the figures.
TYPED, BARE, MISTYPED, RECALL = (
    "search_ndcg10",
    "search_ndcg10_without_accents",
    "search_ndcg10_with_errors",
    "search_recall",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, where it is asked, and what answers it how well: address -> 1, 2 or 3."""

    text: str
    school: str
    grades: Mapping[str, int]


def judged() -> list[Judged]:
    """Return the questions with the addresses that this install has for their patterns."""
    rows = SearchEntry.objects.filter(language="vi").values_list("school__slug", "path")
    addresses = sorted({f"{slug}:{path.partition('#')[0]}" for slug, path in rows})
    return [_judged(line, addresses) for line in read_yaml(JUDGED)]


def judge(engine: Engine) -> dict[str, float]:
    """Ask all questions in three versions; returns the figures. There is time: a busy machine finds no less."""
    postgres.MILLISECONDS = 60_000
    questions, hosts = judged(), dict(School.objects.values_list("slug", "domains__domain"))
    return Judge(engine, questions, {host: slug for slug, host in hosts.items()}).figures()


@dataclass(slots=True)
class Judge:
    """Asks and compares. `slugs`: host -> school."""

    engine: Engine
    questions: Sequence[Judged]
    slugs: Mapping[str, str]

    def figures(self) -> dict[str, float]:
        """Return the mean of each measure."""
        answered = [(one, self.found(one, one.text)) for one in self.questions]
        return {
            TYPED: _mean([ndcg(one, found) for one, found in answered]),
            BARE: _mean([ndcg(one, self.found(one, fold(one.text))) for one in self.questions]),
            MISTYPED: _mean([ndcg(one, self.found(one, mistyped(one.text))) for one in self.questions]),
            RECALL: _mean([recall(one, found) for one, found in answered]),
        }

    def worst(self, count: int = 30) -> Iterator[str]:
        """Yield the questions answered worst, with what came first, to learn from."""
        scored = [(ndcg(one, found), one, found) for one in self.questions for found in [self.found(one, one.text)]]
        for score, one, found in sorted(scored, key=lambda row: row[0])[:count]:
            yield f"{score:.2f} {one.text} ({one.school}): " + ", ".join(
                f"{address} [{one.grades.get(address, 0)}]" for address in found[:5]
            )

    def found(self, one: Judged, text: str) -> list[str]:
        """Return the addresses that answer a question, best first, as a visitor gets them."""
        answer = self.engine.search(self.question(one, text))
        if not answer.hits and answer.meant:
            # One touch away: “did you mean”.
            answer = self.engine.search(self.question(one, answer.meant))
        more = self.engine.search(replace(self.question(one, answer.meant or text), page=2)) if answer.hits else answer
        return list(dict.fromkeys(map(self._address, (hit.url for hit in [*answer.hits, *more.hits]))))

    def question(self, one: Judged, text: str) -> Question:
        """Return what is asked, as the page asks it."""
        data = QueryDict(mutable=True)
        data["q"] = text
        within = None if one.school == PORTAL else School.objects.values_list("pk", flat=True).get(slug=one.school)
        return asked(data, school_id=within).question

    def _address(self, url: str) -> str:
        parts = urlsplit(url)
        return f"{self.slugs.get(parts.hostname or '', '?')}:{parts.path}"


def ndcg(one: Judged, found: Sequence[str]) -> float:
    """Return how near the first ten come to the best order there is (gain 2^grade - 1); 0 if the content is lacking."""
    best = _gain(sorted(one.grades.values(), reverse=True)[:FIRST])
    return _gain([one.grades.get(address, 0) for address in found[:FIRST]]) / best if best else 0.0


def recall(one: Judged, found: Sequence[str]) -> float:
    """Return the share of what answers a question that is on the first page."""
    best = max(one.grades.values(), default=0)
    right = {address for address, grade in one.grades.items() if grade == best}
    return len(right & set(found)) / min(len(right), len(found) or 1) if right else 0.0


def mistyped(text: str) -> str:
    """Return the text with one error in its longest word, always the same one: two letters exchanged, one left out,
    doubled, or its neighbour on the keyboard. Numbers of documents are typed right."""
    chance = random.Random(text)
    words = text.split()
    longest = max((word for word in words if word.isalpha()), key=len, default="")
    if len(longest) < 3:
        return text
    place = chance.randrange(1, len(longest) - 1)
    error = chance.choice(("exchange", "leave out", "double", "neighbour"))
    words[words.index(longest)] = _with_error(longest, place, error)
    return " ".join(words)


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOUR = {letter: row[n + 1] for row in _ROWS for n, letter in enumerate(row[:-1])} | {"p": "o", "l": "k", "m": "n"}


def _with_error(word: str, place: int, error: str) -> str:
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if error == "exchange":
        return before + after[0] + letter + after[1:]
    if error == "leave out":
        return before + after
    if error == "double":
        return before + letter + letter + after
    return before + _NEIGHBOUR.get(fold(letter), letter) + after


def _judged(line: Mapping[object, object], addresses: Sequence[str]) -> Judged:
    school = str(line.get("at", PORTAL))
    grades: dict[str, int] = {}
    for grade in (1, 2, 3):
        for pattern in line.get(grade, ()):  # type: ignore[attr-defined]
            whole = pattern if ":" in pattern else f"{school}:{pattern}"
            matching = (address for address in addresses if fnmatchcase(address, whole))
            grades.update({a: grade for a in matching if school in (PORTAL, a.partition(":")[0])})
    return Judged(str(line["q"]), school, grades)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(position + 2) for position, grade in enumerate(grades))


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)
