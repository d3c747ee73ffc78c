"""What feeds and the site map list."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.http import Http404

from cms.core.languages import PREFIX, has_english, in_language
from cms.core.models import BasePage
from cms.core.navigation import site_path
from cms.core.routing import has_restrictions
from cms.shared.models import NewsCard

ENTRIES = 30
HOME_DEPTH = 2


@dataclass(slots=True)
class MapEntry:
    """A page of the site map with the pages below it."""

    title: str
    url: str
    summary: str
    children: list["MapEntry"] = field(default_factory=list)


def public_pages() -> Any:
    """Return what everybody may read of the current site."""
    pages = in_language(BasePage.objects.live()).filter(depth__gt=HOME_DEPTH)
    return pages.public() if has_restrictions() else pages


def every_page() -> Any:
    """Return the home pages and all below them that everybody may read, in every language."""
    pages = BasePage.objects.live().filter(depth__gte=HOME_DEPTH)
    if not has_english():
        pages = pages.exclude(url_path__startswith=PREFIX)
    return pages.public() if has_restrictions() else pages


def site_map() -> list[MapEntry]:
    """Return the tree of sections in the order of the menu: one query.

    Rows of long lists (articles, documents, events) are left to their lists and to sitemap.xml.
    """
    long_lists = [model for model in apps.get_models() if getattr(model, "is_list_item", False)]
    rows = public_pages().not_exact_type(*long_lists).order_by("path")
    entries: list[MapEntry] = []
    above: dict[str, MapEntry] = {}
    for page in rows:
        entry = MapEntry(page.title, site_path(page.url_path), page.summary)
        parent = above.get(page.path[: -BasePage.steplen])
        # A page below a hidden one is reached by nobody.
        if page.depth == HOME_DEPTH + 1 or parent:
            (parent.children if parent else entries).append(entry)
            above[page.path] = entry
    return entries


def section(slug: str) -> BasePage:
    """Return a section below home by its address; Http404 when there is none."""
    found: BasePage | None = public_pages().filter(depth=HOME_DEPTH + 1, slug=slug).first()
    if found is None:
        raise Http404
    return found


def newest_of(parent: BasePage) -> Any:
    """Return the newest pages of a section, whatever their type."""
    pages = public_pages().descendant_of(parent).exclude(first_published_at=None, date=None)
    return pages.order_by("-date", "-first_published_at", "-pk")[:ENTRIES]


def newest_of_category(parent: BasePage, slug: str) -> tuple[str, Any]:
    """Return the title of a news category and its newest articles; Http404 for an unknown one."""
    category = apps.get_model("news", "NewsCategory").objects.filter(slug=slug).first()
    if category is None:
        raise Http404
    pages = public_pages().descendant_of(parent).filter(newspage__category=category)
    return category.title, pages.order_by("-date", "-first_published_at", "-pk")[:ENTRIES]


def newest_of_schools() -> Any:
    """Return the newest articles of all schools (read model)."""
    return NewsCard.objects.newest()[:ENTRIES]
