"""Feeds, maps and notes for machines; what they list is in services."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap as sitemap_view

from cms.core.contacts import contacts
from cms.core.navigation import site_frame
from cms.feeds import rss, services
from tenants.middleware import portal_url

NEWS = "tin-tuc"
SCHOOLS = "cac-truong"
SECURITY_NOTE_DAYS = 180


def site_map(request: HttpRequest) -> HttpResponse:
    """`/so-do/`: the tree as text (TT 32/2017/TT-BTTTT Điều 16.4.b)."""
    tree = services.site_map()
    return render(request, "pages/site_map_page.html", {**site_frame(request), "tree": tree})


class PublicPages(Sitemap):
    """Every page that everybody may read, in every language."""

    def items(self) -> Any:
        return services.every_page().order_by("path").defer_streamfields().specific()


def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`."""
    return sitemap_view(request, sitemaps={"pages": PublicPages})  # type: ignore[no-any-return]


def news_feed(request: HttpRequest) -> HttpResponse:
    """`/rss/`: news of the site."""
    return section_feed(request, NEWS)


def section_feed(request: HttpRequest, section: str) -> HttpResponse:
    """`/rss/<section>/`: the newest of one section; on the portal also of all schools."""
    tenant = request.tenant  # type: ignore[attr-defined]
    if tenant.is_portal and section == SCHOOLS:
        return rss.answer(request, f"{_('News of the schools')} – {tenant.name}", "/", services.newest_of_schools())
    page = services.section(section)
    return rss.answer(request, f"{page.title} – {tenant.name}", page.url, services.newest_of(page))


def category_feed(request: HttpRequest, section: str, category: str) -> HttpResponse:
    """`/rss/tin-tuc/<category>/`: one category of news."""
    page = services.section(section)
    title, entries = services.newest_of_category(page, category)
    link = f"{page.url}?chuyen-muc={category}"
    return rss.answer(request, f"{title} – {request.tenant.name}", link, entries)  # type: ignore[attr-defined]


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything public."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    lines = ["User-agent: *", "Disallow: /quan-tri/", "Disallow: /tim-kiem/", f"Sitemap: {sitemap}", ""]
    return _text(lines)


def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116): the operator, else the site's own address."""
    contact = settings.SECURITY_CONTACT or contacts(request.tenant).email  # type: ignore[attr-defined]
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(days=SECURITY_NOTE_DAYS)
    lines = [
        f"Contact: mailto:{contact}" if contact else f"Contact: {portal_url()}lien-he/",
        f"Expires: {expires.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        "",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
