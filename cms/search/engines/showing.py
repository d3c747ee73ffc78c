"""What is shown of entries that were found, by whatever engine: their words marked, the place in a file."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from cms.core.folding import fold
from cms.search.contract import Hit, Place
from cms.search.engines.marking import Marked, Marker, in_sentences
from cms.search.engines.wording import Wording
from cms.shared.models import SearchEntry, SearchFile
from tenants.models import url_of_host
from tenants.registry import CurrentSchool, registry


def hits_of(ids: Sequence[int], asked: Wording) -> list[Hit]:
    """Return what is shown of entries, in this order: whatever engine has found them."""
    if not ids:
        return []
    rows = SearchEntry.objects.filter(pk__in=ids).defer("head", "vector", "folded")
    by_id = {row.pk: row for row in rows}
    schools, marker, typed = registry.schools(), Marker(asked.marked()), Marker([fold(" ".join(asked.typed))])
    shown = [_Shown(by_id[pk], schools[by_id[pk].school_id], marker, typed) for pk in ids if pk in by_id]
    places = _places([one for one in shown if one.is_lacking])
    return [one.hit(places.get(one.row.pk)) for one in shown]


class _Shown:
    """An entry with what of it is shown. Its text, which may be long, is read only where that changes something."""

    def __init__(self, row: SearchEntry, school: CurrentSchool, marker: Marker, typed: Marker) -> None:
        self.row, self.root, self.school = row, url_of_host(school.primary_host), school
        # Each word, and all as they were typed.
        self.marker, self.typed = marker, typed
        self.title, self.summary = marker.read(row.title), marker.read(row.summary)

    @cached_property
    def body(self) -> Marked:
        return self.marker.read(in_sentences(self.row.body))

    @cached_property
    def own(self) -> set[str]:
        """Which words the entry itself has."""
        short = self.title.words | self.summary.words | self.marker.words_in(self.row.label)
        return short if len(short) == len(self.marker.words) else short | self.body.words

    @property
    def is_lacking(self) -> bool:
        """Whether words were found that the entry itself does not have: they stand in a file."""
        return len(self.own) < len(self.marker.words)

    def hit(self, place: tuple[Place, str] | None) -> Hit:
        """Return it as the contract wants it."""
        row = self.row
        return Hit(
            key=row.key,
            kind=row.kind,
            title=self.title.whole(),
            snippet=place[1] if place else self.snippet(),
            url=self.root + row.path,
            label=row.label,
            school=self.school.name,
            date=row.date,
            place=place[0] if place else None,
        )

    def snippet(self) -> str:
        """The summary, unless the text has more of the words."""
        enough = min(2, len(self.marker.words))
        has_enough = len(self.summary.words) >= enough or len(self.summary.words) >= len(self.body.words)
        return (self.summary if self.row.summary and has_enough else self.body).snippet()


def _places(lacking: Iterable[_Shown]) -> dict[int, tuple[Place, str]]:
    """Return where in attached files the words stand, for entries that do not have them all themselves."""
    by_id = {one.row.pk: one for one in lacking}
    if not by_id:
        return {}
    best: dict[int, tuple[float, Place, str]] = {}
    files = SearchFile.objects.filter(entry_id__in=by_id, status=SearchFile.Status.READ)
    for file in files:
        one = by_id[file.entry_id]
        for number, text in enumerate(file.pages, start=1):
            # Of two pages with the same words the one that has them as they were typed.
            page = one.marker.read(text)
            worth = len(page.words) + bool(one.typed.words_in(text)) / 2
            if worth > max(len(one.own), best[one.row.pk][0] if one.row.pk in best else 0):
                place = Place(file.title, one.root + file.path, number if file.has_pages else 0)
                best[one.row.pk] = (worth, place, page.snippet())
    return {pk: (place, shown) for pk, (_worth, place, shown) in best.items()}
