"""A published form, or all of a year, as a file: XLSX, ODS, CSV, JSON (docs/disclosures-json.md), PDF."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from django.core.cache import cache

from cms.disclosures.downloads.document import Document

# Raise when a file of the same content shall look different.
LAYOUT = 1
SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file; its writer is a module of this package, loaded when the first file is wanted."""

    extension: str
    content_type: str

    @property
    def label(self) -> str:
        return self.extension.upper()

    def write(self, documents: Sequence[Document]) -> bytes:
        """Return the file."""
        module = import_module(f"cms.disclosures.downloads.as_{self.extension}")
        write: Callable[[Sequence[Document]], bytes] = module.write
        return write(documents)


FORMATS = {
    one.extension: one
    for one in (
        Format("pdf", "application/pdf"),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Format("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        Format("csv", "text/csv; charset=utf-8"),
        Format("json", "application/json; charset=utf-8"),
    )
}


def file_of(wanted: Format, documents: Sequence[Document]) -> bytes:
    """Return the file, kept as long as nothing that stands in it changes."""
    content = hashlib.blake2b(repr(documents).encode(), digest_size=16).hexdigest()
    key = f"disclosures.file.{LAYOUT}.{wanted.extension}.{content}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = wanted.write(documents)
        cache.set(key, kept, SECONDS)
    return kept
