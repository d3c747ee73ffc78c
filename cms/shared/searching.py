"""What can be found: how an app says so, and how it gets into the index (docs/search.md).

Every page type is found as it is. A type with more to say, and rows that are no pages, have a small class:

    @searching.finds("news.NewsPage")
    class FoundNews(PageKind):
        kind, name = "tin-tuc", gettext_lazy("News")

Writers hang on the outbox: what is published is in the index when the worker has looked at it, what is not public
any more is gone in the same way.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any, ClassVar

from django.apps import apps
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models

from cms.core import outbox
from cms.core.languages import ENGLISH, VIETNAMESE, is_english
from cms.core.models import BasePage
from cms.core.navigation import site_path
from cms.core.personal_data import Own, own_contacts
from cms.core.personal_data.masking import is_worth_looking, without_numbers
from cms.shared import search_index
from cms.shared.findable import VERSION, Attached, Findable
from cms.shared.models import SearchEntry
from cms.shared.page_texts import Public, linked_files, texts_of
from tenants.registry import registry
from tenants.schema import connection


class Kind:
    """A kind of things that can be found. Subclass it, and register the class with `finds`."""

    # Stands in addresses: `?loai=tin-tuc`.
    kind: ClassVar[str] = ""
    name: ClassVar[str | Promise] = ""
    # Raise it when the same object is to be indexed in another way: installs then rebuild by themselves.
    version: ClassVar[int] = 1
    # Added to every entry's own weight.
    weight: ClassVar[int] = 0

    def entries(self, object_id: int) -> Iterable[Findable]:
        """Return what can be found of the object now: nothing where visitors may not see it."""
        raise NotImplementedError

    def entries_of(self, ids: Iterable[int]) -> Iterator[tuple[int, Iterable[Findable]]]:
        """Yield each object with what can be found of it; a kind that can ask for many at once does."""
        for object_id in ids:
            yield object_id, self.entries(object_id)


class PageKind(Kind):
    """A page: title, label, summary, all texts of its fields, and the files that they link to."""

    kind = "trang"
    name = _("Information pages")
    model: type[BasePage] = BasePage
    # Fields that are never found: how to join a meeting.
    hidden: ClassVar[frozenset[str]] = frozenset()
    # Rows ("people.Person") that are found at this page's address: whatever becomes of it becomes of them.
    shows: ClassVar[tuple[str, ...]] = ()

    def entries(self, object_id: int) -> Iterable[Findable]:
        """Return the page itself and what hangs on it."""
        return next(found for _id, found in self.entries_of([object_id]))

    def entries_of(self, ids: Iterable[int]) -> Iterator[tuple[int, Iterable[Findable]]]:
        """Ask for all these pages at once."""
        for label in self.shows:
            model = apps.get_model(label)
            outbox.record_ids(model, model._default_manager.values_list("pk", flat=True), seen=False)
        pages, is_public, now = self.model._default_manager.filter(live=True).in_bulk(ids), Public(), timezone.now()
        for object_id in ids:
            page = pages.get(object_id)
            is_over = page and page.expire_at and page.expire_at <= now
            is_found = page and not is_over and is_public(page)
            yield object_id, [self.of_page(page), *self.more(page)] if is_found else []

    def of_page(self, page: Any) -> Findable:
        """Return what is said of the page itself."""
        return Findable(
            title=page.title,
            path=site_path(page.url_path),
            kind=self.kind,
            label=self.label(page),
            summary=page.summary,
            body=self.body(page),
            date=page.date,
            weight=self.weight + self.own_weight(page),
            language=ENGLISH if is_english(page.url_path) else VIETNAMESE,
            until=page.expire_at,
            files=tuple(self.files(page)),
            **self.facets(page),
        )

    def more(self, page: Any) -> Iterable[Findable]:
        """Return further entries that hang on the page, each with its `part`."""
        return ()

    def label(self, page: Any) -> str:
        """Return the line above the title."""
        return str(page.list_label)

    def body(self, page: Any) -> str:
        """Return the text."""
        return "\n".join(text for text in texts_of(page, self.hidden) if text)

    def own_weight(self, page: Any) -> int:
        """Return what lifts this page above others of its type: sections stand above what is in them."""
        return max(0, 5 - page.depth) if not page.is_list_item else 0

    def facets(self, page: Any) -> dict[str, Any]:
        """Return `year`, `subject`, `grade` where the page has them."""
        return {}

    def files(self, page: Any) -> Iterable[Attached]:
        """Return the files that visitors get on the page."""
        return linked_files(page)


_kinds: dict[str, Kind] = {}
_hung: set[str] = set()


def finds(label: str) -> Callable[[type[Kind]], type[Kind]]:
    """Register the decorated class for objects of `app.Model`."""

    def register(decorated: type[Kind]) -> type[Kind]:
        _kinds[label.lower()] = _made(decorated, label)
        _hang(label.lower())
        return decorated

    return register


def find_pages() -> None:
    """Hang a writer on every page type: the plain class serves those of which no app says more."""
    for model in get_page_models():
        if model is not BasePage:
            _hang(model._meta.label_lower)


def names_of_kinds() -> dict[str, str]:
    """Return what each kind is called, by the word in addresses."""
    return {kind.kind: str(kind.name) for kind in (PageKind(), *_kinds.values())}


def kind_of(label: str) -> Kind:
    """Return what is registered for a model, for a page type at least the plain class."""
    if label not in _kinds:
        _kinds[label] = _made(PageKind, label)
    return _kinds[label]


def _made(kind: type[Kind], label: str) -> Kind:
    made = kind()
    if isinstance(made, PageKind):
        made.model = apps.get_model(label)
    return made


def _hang(label: str) -> None:
    if label not in _hung:
        _hung.add(label)
        outbox.writes(label, known=partial(_known, label), in_english=True, group="search")(_Writer(label))


class _Writer:
    """The writer of one model's entries."""

    def __init__(self, label: str) -> None:
        self.label = self.__name__ = label

    def __call__(self, object_id: int) -> None:
        """Bring the entries of one object up to date with the object as it is now."""
        self.many([object_id])

    def many(self, ids: Sequence[int]) -> None:
        """The same for many objects, with few questions to the database."""
        school = registry.school_for_schema(connection.schema_name)
        if school is not None:
            own = cache(own_contacts)
            found = {
                object_id: [without_personal_numbers(entry, own) for entry in entries]
                for object_id, entries in kind_of(self.label).entries_of(ids)
            }
            search_index.write(school.pk, self.label, found)


def without_personal_numbers(entry: Findable, own: Callable[[], Own] = own_contacts) -> Findable:
    """Return the entry without identity numbers, bank accounts, phones and private e-mail addresses of persons."""
    if not any(map(is_worth_looking, (entry.title, entry.summary, entry.body))):
        return entry
    known = own()

    def masked(text: str) -> str:
        return without_numbers(text, known.phones, known.emails)

    return replace(entry, title=masked(entry.title), summary=masked(entry.summary), body=masked(entry.body))


def _stamp() -> str:
    kinds = ((label, type(kind_of(label)).__qualname__, kind_of(label).version) for label in sorted(_hung))
    return repr((VERSION, list(kinds)))


outbox.stamped(_stamp)


def _known(label: str) -> Iterable[int]:
    rows = SearchEntry.objects.filter(school__schema_name=connection.schema_name, model=label)
    return rows.values_list("object_id", flat=True).distinct()
