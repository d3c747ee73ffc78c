"""Which words the index has, alone and side by side: for what was probably meant, and for suggestions.

Counted in titles and summaries of all that can be found, in one reading; nothing is kept of single entries but words.
"""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from cms.core.folding import fold
from cms.shared.models import SearchWords
from cms.shared.search_text import plain
from tenants.schema import connection

MOST_PARTS, LONGEST = 3, 80
# Side by side by chance.
FEWEST_TOGETHER = 2
CHUNK = 2000


@transaction.atomic
def count_words() -> int:
    """Count the words of the whole index anew; returns how many different ones there are."""
    rows = list(_rows(_counted()))
    SearchWords.objects.all().delete()
    for start in range(0, len(rows), CHUNK):
        SearchWords.objects.bulk_create(rows[start : start + CHUNK])
    return len(rows)


def _counted() -> "Counter[str]":
    """Return how often words are written so, with their accents, in how many entries."""
    found: Counter[str] = Counter()
    with connection.cursor().connection.cursor(name="words") as cursor:
        cursor.itersize = CHUNK
        cursor.execute("SELECT title || '. ' || summary FROM public.shared_searchentry WHERE language = 'vi'")
        for (text,) in cursor:
            words = plain(text).split()
            found.update(
                {
                    " ".join(words[start : start + parts])
                    for parts in range(1, MOST_PARTS + 1)
                    for start in range(len(words) - parts + 1)
                }
            )
    return found


def _rows(counted: "Counter[str]") -> Iterator[SearchWords]:
    folded: dict[str, tuple[int, str, int]] = {}
    for shown, entries in counted.items():
        key = fold(shown)
        total, best, most = folded.get(key, (0, "", 0))
        # Of two that are written as often the same one every time.
        is_better = entries > most or (entries == most and shown < best)
        folded[key] = (total + entries, *((shown, entries) if is_better else (best, most)))
    for key, (entries, shown, _most) in folded.items():
        parts = key.count(" ") + 1
        if len(key) <= LONGEST and len(shown) <= LONGEST and (parts == 1 or entries >= FEWEST_TOGETHER):
            yield SearchWords(folded=key, shown=shown, parts=parts, entries=entries)
