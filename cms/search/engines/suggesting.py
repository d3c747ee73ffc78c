"""What is suggested while somebody types: words that many use, then titles, of each series one; by every engine."""

import re
from collections import Counter
from collections.abc import Iterable

from django.db.models.functions import Collate

from cms.core.folding import fold
from cms.shared.models import SearchWords
from cms.shared.search_text import plain

# Words before titles; fewer entries do not make them common.
MOST_WORDS, FEWEST_ENTRIES = 3, 3
# A longer title is more than anybody types: what stands before its colon, if that is enough of it.
LONG, FEWEST_SYLLABLES = 60, 2
# The end of a title that only tells it from others of its series: a year, a week, a class.
_END = re.compile(
    r"[\s,:(–-]*(?:\b(?:năm học|năm|tuần|tháng|ngày|lớp|đợt|kỳ|số|từ|lần)\s+)*\d[\w/.:–-]*\b.*$", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\b(tuần|tháng|lớp|khối|kỳ) +\d.*$", re.IGNORECASE)


def offered(titles: Iterable[tuple[str, int]], folded: str, limit: int, *, everywhere: bool) -> list[str]:
    """Return what to suggest; `titles` with how many entries have each. Words of all sites say nothing of one."""
    words = _words_together(folded, limit) if everywhere else []
    common, rest = words[:MOST_WORDS], words[MOST_WORDS:]
    found: dict[str, str] = {}
    for text in [*common, *_of_series(titles, folded), *rest]:
        found.setdefault(fold(plain(text)), text)
    return list(found.values())[:limit]


def _of_series(titles: Iterable[tuple[str, int]], folded: str) -> list[str]:
    """Return titles, those of most entries first; of a series what its titles have in common."""
    often = dict(titles)
    commons = {title: _commons(title) for title in often}
    series = Counter(common for found in commons.values() for common in found)
    shown: Counter[str] = Counter()
    for title, entries in often.items():
        ways = [common for common in sorted(commons[title], key=len) if series[common] > 1]
        if len(title) > LONG:
            ways.append(title.partition(":")[0])
        shown[next((way for way in ways if _fits(way, folded)), title)] += entries
    return sorted(shown, key=lambda title: (-shown[title], len(title), title))


def _commons(title: str) -> set[str]:
    """Return what a title may have in common with others: “Thực đơn” and “Thực đơn tuần” of “Thực đơn tuần 02/11”."""
    return {_END.sub("", title), _FIGURES.sub(r"\1", title)} if _DIGIT.search(title) else {title}


def _fits(text: str, folded: str) -> bool:
    return text.count(" ") + 1 >= FEWEST_SYLLABLES and fold(plain(text)).startswith(folded)


def _words_together(folded: str, limit: int) -> list[str]:
    """Return words that begin like this and end a sentence, or a part of it, in several entries."""
    words = SearchWords.objects.alias(begins=Collate("folded", "C")).filter(
        begins__startswith=folded, parts__gte=2, entries__gte=FEWEST_ENTRIES
    )
    return list(words.order_by("-entries", "folded").values_list("shown", flat=True)[:limit])
