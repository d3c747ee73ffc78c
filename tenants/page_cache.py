"""Whole pages for anonymous visitors, void as soon as anything of the school changes.

The key holds the school's content version (tenants/changes.py): a publication raises it in its
own transaction, so an old page can never be found again and nothing has to be deleted. Entries
of old versions fall out by age. nginx in front keeps its own copy for as long as we say here and
is emptied by the same announcements (`manage.py purge_proxy_cache`).
"""

import datetime
import hashlib
import time
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from tenants.registry import registry

# Parameters that change what a public page shows; any other makes the request uncacheable.
CACHED_PARAMETERS = frozenset({"trang", "chuyen-muc", "loai", "phuong", "xem"})
UNCACHED_PREFIXES = ("/quan-tri/", "/static/", "/media/", "/media-chung/", "/tai-lieu/", "/tim-kiem/", "/giao-dien/")
LIFETIME = 3600
HEADER = "X-Page-Cache"
# What middleware inside this one says about the page itself; all else is of the one request.
KEPT_HEADERS = (
    "Content-Type",
    "Content-Language",
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Accel-Expires",
    # Of files to download.
    "Content-Disposition",
    "X-Robots-Tag",
)
# What says so never changes: browsers need not ask again.
IMMUTABLE = "immutable"


def keep_until(response: HttpResponse, moment: datetime.datetime) -> None:
    """Say when this page stops being right although nobody publishes: “today” ends at midnight.

    In nginx's own words, so that its copy ends at the same moment as ours, however old ours is.
    """
    end = min(int(moment.timestamp()), int(time.time()) + LIFETIME)
    response.headers["X-Accel-Expires"] = f"@{end}"


class PageCacheMiddleware:
    """Serves and stores anonymous pages; says hit, miss or bypass in `X-Page-Cache`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = cache_key(request)
        if key is None:
            response = self.get_response(request)
            if HEADER not in response.headers:
                response.headers[HEADER] = "bypass"
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        stored = caches["pages"].get(key)
        if stored is not None:
            return _answer(request, *stored, outcome="hit")
        response = self.get_response(request)
        if not _is_cacheable(response):
            response.headers[HEADER] = "bypass"
            response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        if IMMUTABLE in response.headers.get("Cache-Control", ""):
            kept["Cache-Control"] = response.headers["Cache-Control"]
        page = (response.content, kept, _etag(response.content))
        caches["pages"].set(key, page, _seconds_to_keep(response))
        return _answer(request, *page, outcome="miss")


def cache_key(request: HttpRequest) -> str | None:
    """Return the key under which this request's page may be kept, or None when it may not."""
    if not settings.PAGE_CACHE_ENABLED or request.method not in {"GET", "HEAD"}:
        return None
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers:
        return None
    if request.path.startswith(UNCACHED_PREFIXES) or request.headers.get("HX-Request"):
        return None
    parameters = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    if any(name not in CACHED_PARAMETERS for name, _value in parameters) or len(parameters) > 4:
        return None
    school = request.tenant  # type: ignore[attr-defined]
    address = f"{request.get_host()}{request.path}?{urlencode(sorted(parameters))}"
    digest = hashlib.blake2b(address.encode(), digest_size=16).hexdigest()
    return f"{school.schema_name}.{registry.version(school.schema_name)}.{digest}"


def _is_cacheable(response: HttpResponse) -> bool:
    """Only finished public pages: no cookie set, nothing marked private, nothing streamed."""
    control = response.headers.get("Cache-Control", "").lower()
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    return (
        response.status_code == 200
        # The key knows nothing of other request headers.
        and varies <= {"", "cookie"}
        and not response.streaming
        and not response.cookies
        and not any(word in control for word in ("private", "no-store", "no-cache"))
        and _seconds_to_keep(response) > 0
    )


def _seconds_to_keep(response: HttpResponse) -> float:
    end = response.headers.get("X-Accel-Expires", "")
    return float(end[1:]) - time.time() if end.startswith("@") else LIFETIME


def _answer(request: HttpRequest, content: bytes, kept: dict[str, str], etag: str, *, outcome: str) -> HttpResponse:
    response: HttpResponse
    # nginx makes the tag of what it compresses weak; for reading that is as good.
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    if etag in known:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(content, headers={**kept, "Content-Length": str(len(content))})
    response.headers["ETag"] = etag
    # Browsers ask every time (an answer "not modified" is cheap); only nginx keeps a copy.
    response.headers["Cache-Control"] = kept.get("Cache-Control", "public, max-age=0, must-revalidate")
    response.headers["X-Accel-Expires"] = kept.get("X-Accel-Expires", str(LIFETIME))
    response.headers[HEADER] = outcome
    # A signed-in browser must not be given the anonymous copy by a cache in between.
    patch_vary_headers(response, ["Cookie"])
    return response


def _etag(content: bytes) -> str:
    return '"' + hashlib.blake2b(content, digest_size=12).hexdigest() + '"'
