"""News cards: what the portal shows of each school's articles."""

import datetime
import logging
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from cms.core import outbox
from cms.core.navigation import site_path
from cms.news.models import NewsPage
from cms.shared.models import NewsCard
from tenants.changes import announce_content
from tenants.models import PORTAL_SCHEMA
from tenants.registry import registry
from tenants.schema import connection

logger = logging.getLogger(__name__)
EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
THUMBNAIL = "fill-480x320|format-webp"


def _pages_with_card() -> Iterable[int]:
    """Return the pages of the current school that have a card."""
    cards = NewsCard.objects.filter(school__schema_name=connection.schema_name)
    return cards.values_list("page_id", flat=True)


@outbox.writes("news.NewsPage", known=_pages_with_card)
def write_news_card(page_id: int) -> None:
    """Bring one article's card up to date; remove it when the article is not public (any more)."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None or school.is_portal:
        return
    page = NewsPage.objects.filter(pk=page_id).select_related("cover").first()
    if page is None or not page.live or page.get_view_restrictions().exists():
        NewsCard.objects.filter(school_id=school.pk, page_id=page_id).delete()
    else:
        NewsCard.objects.update_or_create(
            school_id=school.pk,
            page_id=page_id,
            defaults={
                "title": page.title,
                "summary": page.summary,
                "category": page.list_label,
                "host": school.primary_host,
                "path": site_path(page.url_path),
                "date": page.date or timezone.localdate(),
                # Only for ordering; the same however often the card is written.
                "published_at": page.first_published_at or page.latest_revision_created_at or EPOCH,
                "cover_file": _thumbnail(page, school.schema_name),
                "cover_alt": "" if page.cover_is_decorative else page.cover_alt,
            },
        )
    announce_content(PORTAL_SCHEMA)


def _thumbnail(page: NewsPage, schema_name: str) -> str:
    """Copy a small picture of the cover into the shared storage; returns its name there, or ""."""
    if page.cover is None:
        return ""
    shared = storages["shared"]
    name = f"{schema_name}/{page.cover_id}-{page.cover.file_hash[:12] or 'x'}.webp"
    if not shared.exists(name):
        try:
            rendition = page.cover.get_rendition(THUMBNAIL)
            with rendition.file.open("rb") as source:
                shared.save(name, ContentFile(source.read()))
        except (OSError, ValueError) as error:
            # A lost or broken picture must not keep the article from the portal.
            logger.warning("No thumbnail for page %s: %s", page.pk, type(error).__name__)
            return ""
    return name
