"""Widgets of the admin."""

import unicodedata
from typing import Any

from wagtail.admin.widgets import SlugInput as WagtailSlugInput


def _formatters() -> list[tuple[str, str]]:
    """Every Vietnamese letter with its plain one: Wagtail's script drops most of them (hội -> hi)."""
    letters: dict[str, str] = {"d": "đĐ"}
    for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)):
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()
        if plain in "aeiouy":
            letters[plain] = letters.get(plain, "") + chr(code)
    # Tones that a keyboard sends apart from their letter.
    return [("[\u0300-\u036f]", ""), *((f"[{marked}]", plain) for plain, marked in letters.items())]


class SlugInput(WagtailSlugInput):
    """The address that fills itself from a Vietnamese title."""

    def __init__(self, attrs: dict[str, Any] | None = None, **options: Any) -> None:
        super().__init__(attrs, **{"formatters": _formatters(), **options})
