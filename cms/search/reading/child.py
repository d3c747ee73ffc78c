"""The process that reads one file: `python -m cms.search.reading.child KIND`, the file on stdin, JSON on stdout.

Imports nothing of Django: it has to start quickly and knows no settings.
"""

import json
import resource
import sys
from collections.abc import Iterable

from cms.search.reading import limits
from cms.search.reading.text import composed


def main(kind: str) -> dict[str, object]:
    """Return what is to be answered for the file on stdin."""
    _limit(limits.SCANNED_SECONDS if kind == "scan" else limits.SECONDS)
    try:
        return {"pages": bounded(_pages(kind))}
    except Exception as error:
        # Whatever a broken file makes a library raise: nobody can read it.
        return {"error": getattr(error, "reason", "broken")}


def bounded(pages: Iterable[str]) -> list[str]:
    """Return composed pages until there are enough of them, or of characters."""
    kept: list[str] = []
    left = limits.MOST_CHARACTERS
    for page in pages:
        kept.append(composed(page)[:left])
        left -= len(kept[-1])
        if left <= 0 or len(kept) == limits.MOST_PAGES:
            break
    return kept


def _pages(kind: str) -> Iterable[str]:
    file = sys.stdin.buffer
    if kind == "pdf":
        from cms.search.reading import pdf

        return pdf.pages(file)
    if kind == "scan":
        from cms.search.reading import scan

        return scan.pages(file)
    if kind in {"txt", "csv"}:
        from cms.search.reading import text

        return text.pages(file)
    from cms.search.reading import office

    return office.READERS[kind](file)


def _limit(seconds: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.LARGEST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    json.dump(main(sys.argv[1]), sys.stdout)
