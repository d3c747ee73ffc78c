"""How often one address may do something, counted in the school's cache; no address is stored in the clear."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def is_allowed(request: HttpRequest, action: str, *, limit: int, seconds: int) -> bool:
    """Count this request and tell whether its address stays within `limit` in `seconds`."""
    digest = hashlib.blake2b(
        visitor_address(request).encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16
    ).hexdigest()
    key = f"rate.{action}.{digest}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= limit
    except ValueError:
        # Expired between the two lines.
        return True


def visitor_address(request: HttpRequest) -> str:
    """Return where a request comes from: as nginx says, where it stands in front, else as the socket says.

    nginx replaces what a visitor may have written there (deploy/nginx/portal.conf).
    """
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
