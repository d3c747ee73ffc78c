"""What apps add to the frame around every page: an alert, the look, links.

An app contributes from a module that its `AppConfig.ready` imports:

    @contributes
    def alerts(request: HttpRequest) -> dict[str, Any]:
        return {"alert": kept("alerts", read_alerts)}

A warm page must cost no query: whatever comes from the database goes through `kept`.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.http import HttpRequest

from cms.core.languages import content_language
from tenants.registry import current_version

Contributor = Callable[[HttpRequest], dict[str, Any]]
T = TypeVar("T")
SECONDS = 3600
_contributors: list[Contributor] = []


def contributes(function: Contributor) -> Contributor:
    """Register the decorated function: what it returns is in the context of every page with a frame."""
    _contributors.append(function)
    return function


def contributions(request: HttpRequest) -> dict[str, Any]:
    """Return what all apps add; two for one name is an error."""
    found: dict[str, Any] = {}
    for contributor in _contributors:
        added = contributor(request)
        if taken := found.keys() & added.keys():
            raise ValueError(f"{contributor.__module__} contributes {', '.join(sorted(taken))} a second time")
        found.update(added)
    return found


def kept(name: str, read: Callable[[], T], seconds: int = SECONDS) -> T:
    """Return what `read` returns, kept for the current school as long as nothing public changes there.

    The key holds the school's content version, so that nothing has to be deleted. What is kept is
    pickled: plain values, or rows as they were read (each caller gets its own).
    """
    key = f"frame.{name}.{content_language()}.{current_version()}"
    # In a tuple: None and False are answers too.
    box = cache.get(key)
    if box is None:
        box = (read(),)
        cache.set(key, box, seconds)
    value: T = box[0]
    return value
