"""Texts that a new site starts with, as data: `data/texts/<name>.yaml`, a list of blocks."""

from functools import cache
from pathlib import Path
from typing import Any

from wagtail.rich_text import RichText

from cms.core.data_files import read_yaml

FOLDER = Path(__file__).parent / "data" / "texts"


def default_text(name: str) -> list[tuple[str, Any]]:
    """Return a text as a body takes it. A row is `heading: …`, `part: …` (below a section) or `text: <p>…`."""
    return [_block(kind, words) for row in _read(name) for kind, words in row.items()]


@cache
def _read(name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = read_yaml(FOLDER / f"{name}.yaml")
    return rows


def _block(kind: str, words: str) -> tuple[str, Any]:
    if kind == "text":
        return "paragraph", RichText(words)
    return "heading", {"text": words, "level": "h2" if kind == "heading" else "h3"}
