"""What an app adds below the text of a section that is an ordinary page: this year's fees at /khoan-thu/.

An app registers a function at the hook `HOOK`; it gets the page and the request and returns a part, or
None when the page is not its own or there is nothing to show.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail import hooks

HOOK = "cms_section_part"


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A component of the themes and what it shows, as `part.content`."""

    template: str
    content: dict[str, Any]


def parts_of(page: Any, request: HttpRequest) -> list[SectionPart]:
    """Return what all apps add to a page."""
    found = (show(page, request) for show in hooks.get_hooks(HOOK))
    return [part for part in found if part is not None]
