"""Run inside the install under test: which pages are there? Prints JSON for the tests outside."""

import json
import os
from typing import Any

import django


def main() -> None:
    """One full and one empty page of every type in the portal and its schools; types without any; public views."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.demo")
    django.setup()
    from django_tenants.utils import schema_context

    from tenants.models import School

    found: dict[str, list[list[str]]] = {}
    for school in School.objects.order_by("pk").prefetch_related("domains"):
        with schema_context(school.schema_name):
            _look_through(school.host, found)
    print(json.dumps({"types": _types(), "pages": found, "views": _views()}))


def _types() -> list[str]:
    from wagtail.models import get_page_models

    ours = [m for m in get_page_models() if m.__module__.startswith(("cms.", "public_services."))]
    return sorted(m._meta.label for m in ours if m is not m.base_page_model and not m._meta.abstract)


def _look_through(host: str, found: dict[str, list[list[str]]]) -> None:
    from cms.core.models import BasePage
    from cms.core.navigation import site_path

    types = _types()
    by_type: dict[str, list[Any]] = {}
    for page in BasePage.objects.live().specific().order_by("path"):
        by_type.setdefault(page._meta.label, []).append(page)
    for label in filter(by_type.get, types):
        pages = by_type[label]
        known = found.setdefault(label, [])
        by_fullness = sorted(pages, key=_fullness)
        # Each home page has its layout's own template; of the others two do.
        chosen = [by_fullness[-1], by_fullness[0]] if len(known) < 2 or pages[0].depth == 2 else []
        for page in chosen:
            address = [host, site_path(page.url_path)]
            if address not in known:
                known.append(address)


def _fullness(page: Any) -> int:
    """How much there is on a page: its own text, and the pages below it."""
    body = getattr(page, "body", None)
    return len(body.raw_data if body else []) + min(page.numchild, 20) + bool(page.cover_id)


def _views() -> list[str]:
    """Public addresses outside the tree, as patterns."""
    from django.urls import get_resolver

    from tests.permissions.every_url import addresses

    get_resolver()
    return [address.route for address in addresses() if not address.is_admin and address.name != "wagtail_serve"]


if __name__ == "__main__":
    main()
