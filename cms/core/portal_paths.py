"""Addresses that exist at the portal only."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import Http404
from django.urls import ResolverMatch, URLPattern
from django.urls.resolvers import RoutePattern

from tenants.models import PORTAL_SCHEMA


class PortalPattern(URLPattern):
    """In a school it answers 404 to everyone, before anyone is asked to sign in."""

    def resolve(self, path: str) -> ResolverMatch | None:
        match = super().resolve(path)
        if match and connection.schema_name != PORTAL_SCHEMA:  # type: ignore[attr-defined]
            raise Http404
        return match


def portal_path(route: str, view: Callable[..., Any], name: str) -> PortalPattern:
    """Like django.urls.path, for the portal only."""
    return PortalPattern(RoutePattern(route, name=name, is_endpoint=True), view, None, name)


class PortalPagePattern(URLPattern):
    """In a school it is no address at all: pages of its own tree may have it."""

    def resolve(self, path: str) -> ResolverMatch | None:
        at_portal = connection.schema_name == PORTAL_SCHEMA  # type: ignore[attr-defined]
        return super().resolve(path) if at_portal else None


def portal_page(route: str, view: Callable[..., Any], name: str) -> PortalPagePattern:
    """Like `portal_path`, for addresses that visitors see."""
    return PortalPagePattern(RoutePattern(route, name=name, is_endpoint=True), view, None, name)
