"""The privacy notice that every form for visitors refers to (Luật 91/2025/QH15; NĐ 224/2026 Điều 21)."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.core.frame import kept


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """Address and version of the notice as it is published now."""

    url: str
    version: str


Reader = Callable[[], PrivacyNotice | None]
_readers: list[Reader] = []


def provides_notice(reader: Reader) -> Reader:
    """Register the function that finds the school's notice."""
    _readers.append(reader)
    return reader


def current_notice() -> PrivacyNotice | None:
    """Return the current school's notice, or None where it is not published. A form stores its version."""

    def read() -> tuple[str, str] | None:
        found = next((notice for reader in _readers if (notice := reader())), None)
        return (found.url, found.version) if found else None

    known = kept("privacy", read)
    return PrivacyNotice(*known) if known else None
