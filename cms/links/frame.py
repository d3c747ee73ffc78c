"""Puts the link groups into the frame of every page."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

from cms.core.addresses import is_external
from cms.core.frame import contributes, kept
from cms.core.languages import ENGLISH, content_language, english_addresses
from cms.links.models import Link, LinkGroup, Place


@contributes
def links(request: HttpRequest) -> dict[str, Any]:
    """`quick_links`, the links of the home page; `foot_links`, groups of them at the foot of every page."""
    groups = kept("links", read_groups)
    home = [link for group in groups.get(Place.HOME, []) for link in group["links"]]
    return {"quick_links": home, "foot_links": groups.get(Place.FOOT, [])}


def read_groups() -> dict[str, list[dict[str, Any]]]:
    """Return the groups by place, in the language of the pages being shown; an empty group is left out."""
    is_english = content_language() == ENGLISH
    groups = list(LinkGroup.objects.prefetch_related("links"))
    places: dict[str, list[dict[str, Any]]] = {}
    away = _english_addresses(groups) if is_english else {}
    for group in groups:
        title = group.title_en if is_english else group.title
        links = [
            _in_english(link, away) if is_english else _shown(link.title, link.url, link) for link in group.links.all()
        ]
        if title and (shown := [link for link in links if link]):
            places.setdefault(group.place, []).append({"title": title, "links": shown})
    return places


def _shown(title: str, url: str, link: Link) -> dict[str, Any]:
    return {"title": title, "url": url, "icon": link.icon, "is_external": is_external(url)}


def _in_english(link: Link, away: dict[str, str]) -> dict[str, Any] | None:
    """A link that has an English name and leads somewhere that can be read in English."""
    path, rest = _parts(link.url)
    url = link.url if is_external(link.url) else away.get(path, "") and away[path] + rest
    return _shown(link.title_en, url, link) if link.title_en and url else None


def _english_addresses(groups: list[LinkGroup]) -> dict[str, str]:
    own = {_parts(link.url)[0] for group in groups for link in group.links.all() if not is_external(link.url)}
    return english_addresses(own)


def _parts(url: str) -> tuple[str, str]:
    """The path, and what follows it (`#giay-to`, `?trang=2`)."""
    path = urlsplit(url).path
    return path, url.removeprefix(path)
