"""The texts of a page, each with its place in the form: the same for every page type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from cms.core.blocks import HeadingBlock
from cms.core.models import BasePage
from cms.core.publication import Children
from cms.editing.checks.html import Link, Words, read

# Addresses and what nobody reads as text.
UNREAD = frozenset(
    {"slug", "url_path", "draft_title", "list_label", "comment", "translation_key", "locale", "expired", "path"}
)
UNREAD_RELATIONS = frozenset({"wagtail_admin_comments", "comments", "comment_replies"})


@dataclass(slots=True)
class Passage:
    """One text of a page. `html` holds its source where it is a rich text."""

    place: str
    anchor: str
    text: str
    words: Words | None = None
    level: int = 0  # of a heading
    is_title: bool = False
    is_description: bool = False
    # An address that stands alone in a field.
    link: Link | None = None
    # What stands above it, for those who need to know what a list is about.
    context: str = ""

    @property
    def links(self) -> list[Link]:
        """All links of the text."""
        return [*(self.words.links if self.words else []), *([self.link] if self.link else [])]


def passages(page: BasePage, children: Children | None = None) -> Iterator[Passage]:
    """Yield the texts of a page in the order of its fields, then those of its rows."""
    context = page.title
    for passage in _of_model(page, "id_"):
        passage.context = context
        if passage.level:
            context = f"{page.title}\n{passage.text}"
        yield passage
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name in UNREAD_RELATIONS:
            continue
        rows = children.get(name, []) if children is not None else getattr(page, name).all()
        yield from _of_rows(rows, name, page.title)


def _of_rows(rows: Iterable[models.Model], name: str, title: str) -> Iterator[Passage]:
    for number, row in enumerate(rows):
        for passage in _of_model(row, f"id_{name}-{number}-"):
            passage.place = f"{capfirst(str(row._meta.verbose_name))} {number + 1} › {passage.place}"
            passage.context = title
            yield passage


def _of_model(instance: models.Model, prefix: str) -> Iterator[Passage]:
    for field in instance._meta.concrete_fields:
        if not field.editable or field.name in UNREAD or field.choices:
            continue
        value = getattr(instance, field.attname)
        if not value or not isinstance(field, (models.CharField, models.TextField, StreamField)):
            continue
        label, anchor = capfirst(str(field.verbose_name)), prefix + field.name
        if isinstance(field, StreamField):
            yield from _of_stream(value, label, anchor)
        elif isinstance(field, RichTextField):
            words = read(str(value))
            yield Passage(label, anchor, words.text, words)
        elif isinstance(field, models.URLField):
            yield Passage(label, anchor, "", link=Link({"href": str(value)}, label))
        elif not isinstance(field, models.SlugField):
            yield Passage(
                label,
                anchor,
                str(value),
                is_title=field.name == "title",
                is_description=field.name.endswith("_alt"),
            )


def _of_stream(value: StreamValue, label: str, anchor: str) -> Iterator[Passage]:
    for number, child in enumerate(value, start=1):
        place = f"{label} › {number}. {child.block.label}"
        target = f"block-{child.id}-section" if child.id else anchor
        yield from _of_value(child.block, child.value, place, target)


def _of_value(block: blocks.Block, value: Any, place: str, anchor: str) -> Iterator[Passage]:
    if isinstance(value, RichText):
        words = read(value.source)
        yield Passage(place, anchor, words.text, words)
    elif isinstance(block, HeadingBlock):
        yield Passage(place, anchor, value["text"], level=int(value["level"][-1]))
    elif isinstance(block, blocks.StructBlock):
        yield from _of_struct(block, value, place, anchor)
    elif isinstance(block, blocks.ListBlock):
        for number, child in enumerate(value.bound_blocks, start=1):
            target = f"block-{child.id}-section" if getattr(child, "id", None) else anchor
            yield from _of_value(block.child_block, child.value, f"{place} {number}", target)
    elif isinstance(block, blocks.BaseStreamBlock):
        yield from _of_stream(value, place, anchor)
    elif isinstance(block, blocks.URLBlock):
        yield Passage(place, anchor, "", link=Link({"href": str(value)}, str(block.label)))
    elif isinstance(value, str) and value and not isinstance(block, blocks.ChoiceBlock):
        yield Passage(place, anchor, value)
    elif hasattr(value, "rows") or isinstance(value, dict):
        yield Passage(place, anchor, _of_table(value))


def _of_struct(block: blocks.StructBlock, value: Any, place: str, anchor: str) -> Iterator[Passage]:
    for name, child in block.child_blocks.items():
        found = (value or {}).get(name)
        if found is not None:
            for passage in _of_value(child, found, f"{place} › {child.label}", anchor):
                passage.is_description = passage.is_description or name == "alt"
                yield passage


def _of_table(value: Any) -> str:
    """Return a table row by row, its cells parted by bars: whichever block it comes from."""
    rows = value.get("data") if isinstance(value, dict) else getattr(value, "rows", None)
    lines = []
    for row in rows or []:
        cells = row if isinstance(row, (list, tuple)) else getattr(row, "values", None) or list(row)
        lines.append(" | ".join(read(str(cell or "")).text for cell in cells))
    return "\n".join(lines)
