"""What waits for a person in any app: the first lines of the dashboard.

An app registers a function at the hook `HOOK`; it gets the user and returns lines, or none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail import hooks

HOOK = "cms_waiting_work"


@dataclass(frozen=True, slots=True)
class Work:
    """One line: what waits, and where it is done."""

    url: str
    label: str
    is_late: bool = False


def work_for(user: Any) -> list[Work]:
    """Return what waits for this person in all apps."""
    found: list[Iterable[Work]] = [collect(user) for collect in hooks.get_hooks(HOOK)]
    return [line for lines in found for line in lines]
