"""What is said of one thing that can be found (docs/search.md)."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from cms.core.languages import VIETNAMESE

# Raise it when all entries are to be written anew in every install.
VERSION = 4


@dataclass(frozen=True, slots=True)
class Attached:
    """A public file of an entry; `path` is its address on the school's site."""

    attachment_id: int
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Findable:
    """What is said of one thing that can be found."""

    title: str
    path: str
    kind: str
    # The line above the title: a number, a heading, a post.
    label: str = ""
    summary: str = ""
    body: str = ""
    date: dt.date | None = None
    # Where it is not the date's own.
    year: int | None = None
    subject: str = ""
    grade: str = ""
    weight: int = 0
    language: str = VIETNAMESE
    until: dt.datetime | None = None
    files: tuple[Attached, ...] = ()
    # Tells the entries of one object apart.
    part: str = ""

    def digest(self, more: str) -> str:
        """Return what changes with anything that is said."""
        return hashlib.blake2b(f"{VERSION}{self!r}{more}".encode(), digest_size=16).hexdigest()
