"""How often one address or account may do something, counted in the school's cache; neither is stored in the clear."""

import hashlib
from contextlib import suppress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def is_allowed(request: HttpRequest, action: str, *, limit: int, seconds: int) -> bool:
    """Count this request and tell whether its address stays within `limit` in `seconds`."""
    return count(action, visitor_address(request), seconds=seconds) <= limit


def count(action: str, who: str, *, seconds: int) -> int:
    """Count one more of `who` (an address, an account) and return how many there were in `seconds`."""
    key = _key(action, who)
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        # Expired between the two lines.
        return 1


def take_back(action: str, who: str) -> None:
    """Undo one count."""
    with suppress(ValueError):
        cache.decr(_key(action, who))


def forget(action: str, who: str) -> None:
    """Begin again at nought."""
    cache.delete(_key(action, who))


def _key(action: str, who: str) -> str:
    digest = hashlib.blake2b(who.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16).hexdigest()
    return f"rate.{action}.{digest}"


def visitor_address(request: HttpRequest) -> str:
    """Return where a request comes from: as nginx says, where it stands in front, else as the socket says.

    nginx replaces what a visitor may have written there (deploy/nginx/portal.conf).
    """
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
