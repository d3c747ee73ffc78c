"""Which words the index has, alone and side by side: for what was probably meant, and for suggestions.

Counted in titles and summaries of all that can be found, in one reading; nothing is kept of single entries but words.
"""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from cms.core.folding import fold
from cms.shared.models import SearchEntry, SearchWords
from cms.shared.search_text import plain
from tenants.enums import SchoolStatus
from tenants.schema import connection

MOST_PARTS, LONGEST = 3, 80
# Fewer stand side by side by chance: in a large index one in so many entries.
FEWEST_TOGETHER, ONE_IN = 2, 10_000
CHUNK = 2000
# Where more different ones are known, those that were met once are forgotten: memory stays bounded.
MOST_KEPT = 400_000
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
    rows = [SearchWords(folded=COUNTED, shown="", parts=0, entries=entries), *_rows(_counted(), fewest)]
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


def _counted() -> "Counter[str]":
    """Return how often words are written so, with their accents, in how many entries."""
    found: Counter[str] = Counter()
    with connection.cursor().connection.cursor(name="words") as cursor:
        cursor.itersize = CHUNK
        cursor.execute(_SQL, [SchoolStatus.READY])
        for (text,) in cursor:
            if len(found) > MOST_KEPT:
                found = Counter({words: entries for words, entries in found.items() if entries > 1})
            words = plain(text).split()
            found.update(
                {
                    " ".join(words[start : start + parts])
                    for parts in range(1, MOST_PARTS + 1)
                    for start in range(len(words) - parts + 1)
                }
            )
    return found


def _rows(counted: "Counter[str]", fewest: int) -> Iterator[SearchWords]:
    folded: dict[str, tuple[int, str, int]] = {}
    for shown, entries in counted.items():
        key = fold(shown)
        total, best, most = folded.get(key, (0, "", 0))
        # Of two that are written as often the same one every time.
        is_better = entries > most or (entries == most and shown < best)
        folded[key] = (total + entries, *((shown, entries) if is_better else (best, most)))
    for key, (entries, shown, _most) in folded.items():
        parts = key.count(" ") + 1
        if len(key) <= LONGEST and len(shown) <= LONGEST and (parts == 1 or entries >= fewest):
            yield SearchWords(folded=key, shown=shown, parts=parts, entries=entries)
