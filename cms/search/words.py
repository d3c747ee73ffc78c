"""Which words the index has, alone and side by side: for what was probably meant, and for suggestions.

Counted in titles and summaries of all that can be found, in one reading; nothing is kept of single entries but words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from django.db import transaction

from cms.core.folding import fold
from cms.shared.models import SearchEntry, SearchWords
from cms.shared.search_text import plain
from tenants.enums import SchoolStatus
from tenants.schema import connection

MOST_PARTS, LONGEST = 6, 80
# Fewer stand side by side by chance: in a large index one in so many entries.
FEWEST_TOGETHER, ONE_IN = 2, 10_000
CHUNK = 2000
# Where more different ones are known, those that were met once are forgotten: memory stays bounded.
MOST_KEPT = 400_000
# Where a sentence, or a part of it, ends: a slash or a hyphen within words does not.
_ENDS = re.compile(r"[^\w\s/–-]+|\s[–-]+\s")
# A row that is no word: how many entries were counted.
COUNTED = ""
# By as much the index has to change before it is worth counting again at once.
SHARE = 0.1


# What is not found is not suggested either.
_SQL = """
    SELECT e.title || '. ' || e.summary FROM public.shared_searchentry e
    JOIN public.tenants_school s ON s.id = e.school_id
    WHERE e.language = 'vi' AND s.status = %s AND (e.until IS NULL OR e.until > now())"""


@transaction.atomic
def count_words() -> int:
    """Count the words of the whole index anew; returns how many different ones there are."""
    entries = _entries()
    fewest = max(FEWEST_TOGETHER, entries // ONE_IN)
    rows = [SearchWords(folded=COUNTED, shown="", parts=0, entries=entries), *_rows(*_counted(), fewest)]
    SearchWords.objects.all().delete()
    for start in range(0, len(rows), CHUNK):
        SearchWords.objects.bulk_create(rows[start : start + CHUNK])
    return len(rows) - 1


def has_changed_much() -> bool:
    """Tell whether the index has grown or shrunk much since its words were counted: a new install has none yet."""
    counted = SearchWords.objects.filter(folded=COUNTED).values_list("entries", flat=True).first() or 0
    return abs(_entries() - counted) > counted * SHARE


def _entries() -> int:
    return SearchEntry.objects.filter(language="vi").count()


def _counted() -> "tuple[Counter[str], Counter[str]]":
    """Return in how many entries words and pairs are written so, with their accents; and what may stand alone."""
    found: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    # The word that always stands before; "" where none does, None where several do.
    before: dict[str, str | None] = {}
    with connection.cursor().connection.cursor(name="words") as cursor:
        cursor.itersize = CHUNK
        cursor.execute(_SQL, [SchoolStatus.READY])
        for (text,) in cursor:
            if len(found) > MOST_KEPT:
                found = _met_often(found)
            if len(ends) > MOST_KEPT:
                ends = _met_often(ends)
                before = {end: before[end] for end in ends}
            words = plain(text).split()
            found.update({*words, *map(" ".join, pairwise(words))})
            last = dict(_ends(text))
            ends.update(last.keys())
            before.update((end, word if before.get(end, word) == word else None) for end, word in last.items())
    return found, Counter({end: entries for end, entries in ends.items() if not before[end]})


def _met_often(counted: "Counter[str]") -> "Counter[str]":
    return Counter({words: entries for words, entries in counted.items() if entries > 1})


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """Yield the last words of each part of a text, and the one before: “học phí”, not “công khai học”; no dates."""
    for part in _ENDS.split(text):
        words = plain(part).split()
        for parts in range(2, min(MOST_PARTS, len(words)) + 1):
            end = words[-parts:]
            if sum(len(word) for word in end if word[0].isdecimal()) > 1:
                break
            yield " ".join(end), words[-parts - 1] if len(words) > parts else ""


def _rows(found: "Counter[str]", ends: "Counter[str]", fewest: int) -> Iterator[SearchWords]:
    """Yield the words and pairs; as many `parts` as they have syllables only if they may stand alone."""
    alone = {key: told for key, told in _folded(ends).items() if told[0] >= fewest}
    for key, (entries, shown) in (alone | _folded(found)).items():
        parts = key.count(" ") + 1
        if len(key) <= LONGEST and len(shown) <= LONGEST and (parts == 1 or entries >= fewest):
            is_whole = parts == 1 or key in alone
            yield SearchWords(folded=key, shown=shown, parts=parts if is_whole else 0, entries=entries)


def _folded(counted: "Counter[str]") -> dict[str, tuple[int, str]]:
    """Return in how many entries words stand whatever their accents, and how most write them."""
    folded: dict[str, tuple[int, str, int]] = {}
    for shown, entries in counted.items():
        key = fold(shown)
        total, best, most = folded.get(key, (0, "", 0))
        # Of two that are written as often the same one every time.
        is_better = entries > most or (entries == most and shown < best)
        folded[key] = (total + entries, *((shown, entries) if is_better else (best, most)))
    return {key: (total, shown) for key, (total, shown, _most) in folded.items()}
