"""PDF: by poppler's `pdftotext` where it is installed (quick, good with columns), else by pypdf."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import IO

from cms.search.reading import limits

# A scanner's stamp ("Scanned with …") or a page number is no text.
FEWEST_LETTERS = 10
_LETTER = re.compile(r"[^\W\d_]")


class Locked(Exception):
    """A password is asked for."""

    reason = "locked"


def pages(file: IO[bytes]) -> list[str]:
    """Return the text of each page; all are empty where there are only pictures. Raises Locked."""
    found = list(_by_poppler(file) if shutil.which("pdftotext") else _by_pypdf(file))
    letters = sum(len(_LETTER.findall(page)) for page in found)
    return found if letters >= FEWEST_LETTERS * min(len(found), 4) else [""] * len(found)


def _by_poppler(file: IO[bytes]) -> Iterator[str]:
    done = subprocess.run(
        ["pdftotext", "-q", "-enc", "UTF-8", "-l", str(limits.MOST_PAGES), "-", "-"],
        stdin=file,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        # Permissions or a password: 3 and 1; pypdf knows which, and reads some that poppler does not.
        file.seek(0)
        yield from _by_pypdf(file)
        return
    # Each page ends in a form feed.
    yield from done.stdout.decode("utf-8", errors="replace").split("\f")[:-1]


def _by_pypdf(file: IO[bytes]) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(file)
    # Many offices lock printing only: then the password to read is empty.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Locked
    for number, page in enumerate(reader.pages):
        if number == limits.MOST_PAGES:
            return
        yield page.extract_text()
