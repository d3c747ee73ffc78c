"""Puts the demo's words and pictures into a school."""

import datetime
import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import indexing, outbox
from cms.core.models import BasePage
from cms.demo.content import Article
from cms.demo.pictures import draw_picture
from cms.demo.schools import SchoolSpec
from cms.media.models import Picture
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage
from cms.pages.models import StandardPage
from tenants.tasks import index_tasks_dropped

# The texts follow the school year; counted from this day they stay in season.
TODAY = datetime.date(2026, 11, 21)
# So many different pictures of each subject; schools share them, as files of their own.
VARIANTS = 2
PICTURE_SIZE = (1500, 1000)


def load_articles(articles: list[Article], *, seed: int) -> int:
    """Write the articles as published news of the current school; returns how many."""
    index = NewsIndexPage.objects.get()
    categories = {category.slug: category for category in NewsCategory.objects.all()}
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        for position, article in enumerate(sorted(articles, key=lambda a: -a.days_ago)):
            _add_article(index, article, categories, seed + position)
    indexing.reindex_school.enqueue()
    return len(articles)


def _add_article(
    index: NewsIndexPage, article: Article, categories: dict[str, NewsCategory], seed: int
) -> None:
    day = TODAY - datetime.timedelta(days=article.days_ago)
    published = timezone.make_aware(datetime.datetime.combine(day, datetime.time(8, 30)))
    cover = _picture(article.picture, article.picture_alt, seed) if article.picture else None
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
            body=article.body,
            first_published_at=published,
            last_published_at=published,
        )
    )


def _picture(subject: str, alt: str, seed: int) -> Picture:
    variant = seed % VARIANTS
    title = f"{subject}-{variant}"
    existing = Picture.objects.filter(title=title).first()
    if existing:
        return existing
    content = _drawn(subject, variant)
    picture = Picture(
        title=title,
        description=alt,
        file_size=len(content),
        file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
    )
    picture.file.save(f"{title}.jpg", ContentFile(content), save=False)
    # Known here: else the file would be opened again to be measured.
    picture.width, picture.height = PICTURE_SIZE
    picture.save()
    return picture


@cache
def _drawn(subject: str, variant: int) -> bytes:
    """Draw a picture once for all schools; kept in the state folder for the next start."""
    cached = Path(settings.STATE_DIR) / "pictures" / f"{subject}-{variant}.jpg"
    if not cached.exists():
        cached.parent.mkdir(parents=True, exist_ok=True)
        partial = cached.with_suffix(".part")
        partial.write_bytes(draw_picture(subject, variant, PICTURE_SIZE))
        partial.replace(cached)
    return cached.read_bytes()


def load_pages(spec: SchoolSpec) -> None:
    """Fill the standard pages that every school writes first."""
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        _fill("lich-su", [_paragraph(text) for text in spec.intro])
        _fill("chuc-nang-nhiem-vu", [_paragraph(spec.functions)])
        _fill(
            "lanh-dao",
            [
                _paragraph(
                    f"<b>{spec.principal}</b> – Hiệu trưởng. Điện thoại: {spec.phone}. Thư điện tử: {spec.email}."
                )
            ],
        )
        _fill(
            "lien-he",
            [
                _paragraph(
                    f"{spec.name}<br/>Địa chỉ: {spec.address}<br/>Điện thoại: {spec.phone}"
                    f"<br/>Thư điện tử: {spec.email}"
                )
            ],
        )
        home = BasePage.objects.get(depth=2).specific
        home.summary = spec.motto
        home.save()


def _fill(slug: str, body: list[tuple[str, str]]) -> None:
    page = StandardPage.objects.get(slug=slug)
    page.body = body
    page.save()


def _paragraph(text: str) -> tuple[str, str]:
    return ("paragraph", text if text.startswith("<") else f"<p>{text}</p>")
