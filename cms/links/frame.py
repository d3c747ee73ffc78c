"""Puts the link groups into the frame of every page."""

from typing import Any

from django.http import HttpRequest

from cms.core.addresses import is_external
from cms.core.frame import contributes, kept
from cms.links.models import LinkGroup, Place


@contributes
def links(request: HttpRequest) -> dict[str, Any]:
    """`quick_links`, the links of the home page; `foot_links`, groups of them at the foot of every page."""
    groups = kept("links", read_groups)
    home = [link for group in groups.get(Place.HOME, []) for link in group["links"]]
    return {"quick_links": home, "foot_links": groups.get(Place.FOOT, [])}


def read_groups() -> dict[str, list[dict[str, Any]]]:
    """Return the groups by place; an empty group is left out."""
    places: dict[str, list[dict[str, Any]]] = {}
    for group in LinkGroup.objects.prefetch_related("links"):
        links = [
            {"title": link.title, "url": link.url, "icon": link.icon, "is_external": is_external(link.url)}
            for link in group.links.all()
        ]
        if links:
            places.setdefault(group.place, []).append({"title": group.title, "links": links})
    return places
