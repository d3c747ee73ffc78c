"""Plain text: whatever encoding it has, composed letters and single spaces come out."""

import re
import unicodedata
from collections.abc import Iterable
from typing import IO

from cms.search.reading import limits

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u00ad\u200b-\u200f\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def composed(text: str) -> str:
    """Return the text in NFC, without control marks, its lines and words one space apart."""
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text)).replace("\f", "\n")
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def pages(file: IO[bytes]) -> Iterable[str]:
    """Yield the whole text; Windows' old Vietnamese encoding is what remains if it is no Unicode."""
    # Four bytes are the most a letter has.
    content = file.read(4 * limits.MOST_CHARACTERS)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield content.decode("utf-16", errors="replace")
        return
    try:
        # A letter may be cut at the end of what was read.
        yield content.decode("utf-8-sig", errors="strict" if len(content) < 4 * limits.MOST_CHARACTERS else "ignore")
    except UnicodeDecodeError:
        yield content.decode("cp1258", errors="replace")
