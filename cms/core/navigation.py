"""The frame around every page: menu, breadcrumbs, palette."""

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import resolve
from django.utils import translation

from cms.core import frame as frames
from cms.core.contacts import contacts
from cms.core.languages import VIETNAMESE, choices, home_url, in_language, is_english, site_name
from tenants.middleware import portal_url

if TYPE_CHECKING:
    from cms.core.models import BasePage

SITE_MAP = "so-do/"


@dataclass(slots=True)
class MenuItem:
    """A line of the menu or a step of the breadcrumbs."""

    title: str
    url: str
    is_active: bool = False
    children: list["MenuItem"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageRef:
    """What the menu knows of a page; kept in the cache, so plain values only."""

    title: str
    url: str
    depth: int
    in_menu: bool


def frame(request: HttpRequest, page: "BasePage") -> dict[str, Any]:
    """Return the template context shared by all pages of a school."""
    return {**site_frame(request, page), "breadcrumbs": breadcrumbs(top_pages(), page)}


def site_frame(request: HttpRequest, page: "BasePage | None" = None) -> dict[str, Any]:
    """The same for what is no page of the tree, with what other apps add (cms.core.frame)."""
    tenant = request.tenant  # type: ignore[attr-defined]
    return {
        "menu": menu(top_pages(), request.path),
        "home_url": home_url(),
        "site_name": site_name(tenant.name),
        "languages": choices(page),
        "palette": "bien" if tenant.is_portal else "sen",
        "portal_url": portal_url(),
        "site_map_url": site_map_url(),
        "contacts": contacts(tenant),
        **frames.contributions(request),
    }


def site_map_url() -> str:
    """Address of the site map (TT 32/2017 Điều 16.3.a asks every page to link to it), if there is one."""
    return home_url() + SITE_MAP if _has_site_map() else ""


@functools.cache
def _has_site_map() -> bool:
    # Addresses depend on the language; the answer is kept for all.
    with translation.override(VIETNAMESE):
        return resolve(f"/{SITE_MAP}").url_name != "wagtail_serve"


def top_pages() -> list[PageRef]:
    """Return the published pages of the two levels below home, in the order of the tree.

    Cached under the school's content version, so that a publication needs to delete nothing.
    """
    return [PageRef(*ref) for ref in frames.kept("menu", _read_top_pages)]


def _read_top_pages() -> list[tuple[str, str, int, bool]]:
    from cms.core.models import BasePage

    # Home has depth 2; news articles and other rows of long lists are no section.
    rows = (
        in_language(BasePage.objects.live())
        .filter(depth__in=(3, 4))
        .filter(show_in_menus=True)
        .order_by("path")
        .values_list("title", "url_path", "depth", "show_in_menus")
    )
    return [(title, site_path(url_path), depth, shown) for title, url_path, depth, shown in rows]


def site_path(url_path: str) -> str:
    """Return the address of a tree path: the first part names the home page (`/home/a/` -> `/a/`).

    The English home page is called by its address: `/en/a/` stays.
    """
    return url_path if is_english(url_path) else "/" + url_path.lstrip("/").split("/", 1)[1]


def menu(sections: list[PageRef], path: str) -> list[MenuItem]:
    """Return the main menu with the current section marked."""
    items: list[MenuItem] = []
    for ref in sections:
        item = MenuItem(ref.title, ref.url, path.startswith(ref.url))
        if ref.depth == 3:
            items.append(item)
        elif items and ref.url.startswith(items[-1].url):
            items[-1].children.append(item)
    return items


def breadcrumbs(sections: list[PageRef], page: "BasePage") -> list[MenuItem]:
    """Return the way to the page without the page itself, from what the menu already knows."""
    if page.depth <= 2:
        return []
    from django.utils.translation import gettext as _

    own = site_path(page.url_path)
    ancestors = [(r.title, r.url) for r in sections if own.startswith(r.url) and own != r.url]
    if len(ancestors) < page.depth - 3:
        # Deep in the tree, or below a section that is in no menu.
        above = page.get_ancestors().live().filter(depth__gt=2).values_list("title", "url_path")
        ancestors = [(title, site_path(url_path)) for title, url_path in above]
    return [MenuItem(_("Home"), home_url()), *(MenuItem(title, url) for title, url in ancestors)]
