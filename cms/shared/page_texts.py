"""What the search reads of pages: which of them everybody reaches, their texts, and the files they link to."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.models import PageViewRestriction
from wagtail.rich_text import get_text_for_indexing

from cms.core.languages import PREFIX, is_english
from cms.core.models import BasePage
from cms.shared.findable import Attached

PAGE_LABELS = {"slug", "draft_title", "url_path", "seo_title", "search_description", "list_label", "title", "summary"}


class Public:
    """Which pages everybody reaches, asked once for many: nothing restricts them, and their language is offered."""

    def __init__(self) -> None:
        self._restricted = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))

    def __call__(self, page: Any) -> bool:
        """Tell whether everybody reaches a published page."""
        if page.path.startswith(self._restricted):
            return False
        return self._offers_english if is_english(page.url_path) else True

    @cached_property
    def _offers_english(self) -> bool:
        return BasePage.objects.live().filter(url_path=PREFIX).exists()


def public_page(pages: Any) -> Any:
    """Return the first of these (pages, or a page type) that everybody reaches, or None: where rows are shown."""
    found = getattr(pages, "objects", pages).filter(live=True).exclude(url_path__startswith=PREFIX).order_by("path")
    return next(filter(Public(), found), None)


def texts_of(page: Any, hidden: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the texts of the fields that a type names in `search_fields`, and of all its StreamFields."""
    told = {one.field_name for one in page.search_fields if type(one).__name__ == "SearchField"}
    for field in page._meta.concrete_fields:
        streams = hasattr(field, "stream_block")
        if field.name in hidden or field.name in PAGE_LABELS or not (streams or field.name in told):
            continue
        value = getattr(page, field.name)
        if streams or isinstance(field, RichTextField):
            yield " \n".join(str(text) for text in field.get_searchable_content(value))
        else:
            yield str(value or "")
    for name in told - {field.name for field in page._meta.concrete_fields}:
        value = getattr(page, name, "")
        if isinstance(value, str):
            yield value


def texts_of_rows(rows: Iterable[Any], fields: Iterable[str]) -> Iterator[str]:
    """Yield a line for each row of a page: what its fields say."""
    names = tuple(fields)
    for row in rows:
        yield ". ".join(filter(None, (str(getattr(row, name)) for name in names)))


def text_of_html(html: str) -> str:
    """Return the words of a rich text."""
    return str(get_text_for_indexing(html))


def linked_files(page: Any) -> Iterator[Attached]:
    """Yield the files that the page's StreamFields link to."""
    model = get_document_model()
    ids = [
        int(object_id)
        for field in page._meta.concrete_fields
        if hasattr(field, "stream_block") and getattr(page, field.name)
        for target, object_id, _path, _content in field.extract_references(getattr(page, field.name))
        if target is model
    ]
    found = model.objects.in_bulk(list(dict.fromkeys(ids)))
    for attachment in found.values():
        yield Attached(attachment.pk, attachment.title, attachment.url)
