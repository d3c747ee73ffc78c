"""Puts the demo's words and pictures into a school."""

import datetime
import hashlib
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import indexing, outbox
from cms.core.models import BasePage
from cms.demo import gallery
from cms.demo.content import Article, Block
from cms.demo.schools import DATA, SchoolSpec, read_yaml
from cms.media.models import Picture
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage
from cms.pages.models import StandardPage
from tenants.tasks import index_tasks_dropped


def load_articles(articles: list[Article], *, seed: int) -> int:
    """Write the articles as published news of the current school; returns how many."""
    index = NewsIndexPage.objects.get()
    categories = {category.slug: category for category in NewsCategory.objects.all()}
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        for position, article in enumerate(sorted(articles, key=lambda a: -a.days_ago)):
            _add_article(index, article, categories, seed + position)
    indexing.reindex_school.enqueue()
    return len(articles)


def _add_article(index: NewsIndexPage, article: Article, categories: dict[str, NewsCategory], seed: int) -> None:
    day = article.published_on
    published = timezone.make_aware(datetime.datetime.combine(day, datetime.time(8, 30)))
    cover = picture(article.picture, article.picture_alt, seed) if article.picture else None
    index.add_child(
        instance=NewsPage(
            title=article.title,
            summary=article.summary,
            date=day,
            category=categories.get(article.category),
            cover=cover,
            cover_alt=article.picture_alt if cover else "",
            author_name=article.author,
            source_credit=article.source,
            body=[_block(block) for block in article.body],
            first_published_at=published,
            last_published_at=published,
        )
    )


def picture(subject: str, alt: str, seed: int) -> Picture:
    """Return a drawn picture of the current school, the same row for the same drawing."""
    variant = seed % gallery.VARIANTS
    content = gallery.drawn(subject, variant, Path(settings.STATE_DIR))
    file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    existing = Picture.objects.filter(file_hash=file_hash).first()
    if existing:
        return existing
    made = Picture(title=alt[:255], description=alt, file_size=len(content), file_hash=file_hash)
    made.file.save(f"{subject}-{variant}.jpg", ContentFile(content), save=False)
    # Known here: else the file would be opened again to be measured.
    made.width, made.height = gallery.SIZE
    made.save()
    return made


def _block(block: Block) -> tuple[str, Any]:
    """Return a block of a demo article as the StreamField takes it."""
    if block.type == "paragraph":
        return ("paragraph", RichText(block.html))
    if block.type == "heading":
        return ("heading", {"text": block.text, "level": "h2"})
    if block.type == "quote":
        return ("quote", {"text": block.text, "source": block.attribution})
    if block.type == "callout":
        return ("callout", {"title": block.title, "text": RichText(block.html or f"<p>{escape(block.text)}</p>")})
    tag = "ol" if block.ordered else "ul"
    items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
    return ("paragraph", RichText(f"<{tag}>{items}</{tag}>"))


def load_pages(spec: SchoolSpec) -> None:
    """Fill the standard pages that every school writes first."""
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        _fill("lich-su", [_paragraph(text) for text in spec.intro])
        _fill("chuc-nang-nhiem-vu", [_paragraph(spec.functions)])
        home = BasePage.objects.get(depth=2).specific
        home.summary = spec.motto
        home.save()


def _fill(slug: str, body: list[tuple[str, Any]]) -> None:
    page = StandardPage.objects.get(slug=slug)
    page.body = body
    page.last_published_at = timezone.now()
    page.save()


def load_office_pages() -> None:
    """Fill the office's sections that must never be empty."""
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        for slug, texts in read_yaml(DATA / "office_pages.yaml").items():
            _fill(slug, [_paragraph(text) for text in texts])


def _paragraph(text: str) -> tuple[str, Any]:
    return ("paragraph", RichText(text if text.startswith("<") else f"<p>{text}</p>"))
