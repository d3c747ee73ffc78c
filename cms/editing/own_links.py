"""Links to the own site, looked up in the database: no request is made."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model

from cms.core.models import BasePage
from cms.editing.checks.html import Link, Words
from tenants.registry import registry
from tenants.schema import connection


def broken_own_links(page: BasePage, texts: Iterable[Words]) -> set[int]:
    """Return the ids (`id()`) of links that lead nowhere on this site: at most three queries."""
    links = [link for words in texts for link in words.links]
    broken = _broken_ids(links, "page", _live_pages(links))
    broken |= _broken_ids(links, "document", _documents(links))
    paths = {id(link): path for link in links if (path := own_path(link.attrs.get("href", "")))}
    if paths:
        known = known_paths(set(paths.values()))
        broken |= {key for key, path in paths.items() if path not in known}
    return broken


def own_path(href: str) -> str:
    """Return the path of an address if it is a page of this site's tree, else ""."""
    parts = urlsplit(href.strip())
    if parts.scheme not in ("", "http", "https") or (not parts.netloc and not parts.path.startswith("/")):
        return ""
    school = registry.school_for_schema(connection.schema_name)
    if parts.netloc and (school is None or parts.hostname != school.primary_host.partition(":")[0]):
        return ""
    path = unquote(parts.path)
    return "" if _is_served_otherwise(path) else path.rstrip("/") + "/"


def _is_served_otherwise(path: str) -> bool:
    """Tell whether another view than Wagtail's tree answers; those are code, not content."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(path if path.endswith("/") else path + "/").view_name != "wagtail_serve"
    except Resolver404:
        return True


def known_paths(paths: set[str]) -> set[str]:
    """Return which of these paths lead somewhere: to a published page, to a route below one, or on."""
    root = BasePage.objects.filter(depth=2).values_list("url_path", flat=True).first() or "/"
    prefix = root.rstrip("/")
    wanted = {prefix + path for path in paths}
    above = {step for path in wanted for step in _steps(path)}
    found = BasePage.objects.live().filter(url_path__in=wanted | above).only("url_path", "content_type")
    types = {page.url_path: page.specific_class for page in found}
    known = {path for path in paths if prefix + path in types or _is_route(prefix + path, types)}
    left = {Redirect.normalise_path(path): path for path in paths - known}
    redirected = Redirect.objects.filter(old_path__in=left).values_list("old_path", flat=True) if left else []
    return known | {left[old] for old in redirected}


def _steps(path: str) -> list[str]:
    """Return the addresses above a path, the nearest first."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[:count]) + "/" for count in range(len(parts) - 1, 0, -1)]


def _is_route(path: str, types: Mapping[str, Any]) -> bool:
    """Tell whether the nearest page above answers addresses that are no pages; which ones, it alone knows."""
    nearest = next((types[step] for step in _steps(path) if step in types), None)
    return nearest is not None and nearest.route_rest is not BasePage.route_rest


def _live_pages(links: Iterable[Link]) -> set[str]:
    ids = _ids(links, "page")
    return {str(pk) for pk in BasePage.objects.live().filter(pk__in=ids).values_list("pk", flat=True)} if ids else set()


def _documents(links: Iterable[Link]) -> set[str]:
    ids = _ids(links, "document")
    model = get_document_model()
    return {str(pk) for pk in model.objects.filter(pk__in=ids).values_list("pk", flat=True)} if ids else set()


def _ids(links: Iterable[Link], linktype: str) -> set[str]:
    return {link.attrs.get("id", "") for link in links if link.attrs.get("linktype") == linktype} - {""}


def _broken_ids(links: Iterable[Link], linktype: str, known: set[str]) -> set[int]:
    return {id(link) for link in links if link.attrs.get("linktype") == linktype and link.attrs.get("id") not in known}
