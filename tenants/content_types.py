"""A content-type cache per school, put in the place of Django's single process-wide one.

Content types have their own table in every schema and may have other ids there. Django keeps
them in one dictionary for the whole process; two threads that serve two schools would read each
other's entries. The class below looks like that dictionary and files entries by schema.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.local import Local
from django.db import connections

_flushing_allowed = Local()
# Equal rows of different schools share one object: 170 schools would otherwise keep 170 copies.
_interned: dict[tuple[int, str, str], Any] = {}


class ContentTypesBySchool:
    """The part of `dict` that ContentTypeManager uses, keyed by (schema, database alias)."""

    def __init__(self) -> None:
        self._by_schema: dict[tuple[str, str], dict[Any, Any]] = {}

    def _key(self, alias: str) -> tuple[str, str]:
        return (getattr(connections[alias], "schema_name", None) or "public", alias)

    def __getitem__(self, alias: str) -> dict[Any, Any]:
        return self._by_schema[self._key(alias)]

    def setdefault(self, alias: str, default: dict[Any, Any]) -> dict[Any, Any]:
        return self._by_schema.setdefault(self._key(alias), _InterningDict(default))

    def clear(self) -> None:
        """Forget everything, unless a mere switch of schools asks for it."""
        if not getattr(_flushing_allowed, "kept", False):
            self._by_schema.clear()


class _InterningDict(dict[Any, Any]):
    """Stores one object for equal content types of all schools."""

    def __setitem__(self, key: Any, content_type: Any) -> None:
        identity = (content_type.pk, content_type.app_label, content_type.model)
        super().__setitem__(key, _interned.setdefault(identity, content_type))


@contextmanager
def keep_content_types() -> Iterator[None]:
    """Within this block a request to clear the cache is ignored."""
    _flushing_allowed.kept = True
    try:
        yield
    finally:
        _flushing_allowed.kept = False


def install() -> None:
    """Replace the manager's dictionary; called once when the app registry is ready."""
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects._cache = ContentTypesBySchool()  # type: ignore[attr-defined]
