"""Filling in a form, and numbers that add up."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any
from zlib import crc32

Figure = int | float | Decimal | str | bool


def chance(*of: object) -> Random:
    """Return a source of chance, the same for the same things on every machine."""
    return Random(crc32("/".join(map(str, of)).encode()))


def split(total: int, shares: Sequence[float]) -> list[int]:
    """Return whole numbers in these proportions that add up to the total."""
    whole = sum(shares)
    exact = [total * share / whole for share in shares]
    parts = [int(part) for part in exact]
    fullest = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for index in fullest[: total - sum(parts)]:
        parts[index] += 1
    return parts


class Filled:
    """The content of a form under way; see cms/disclosures/sheet.py for its shape."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {"cells": {}, "added": {}, "texts": {}, "files": {}}

    def row(self, code: str, values: Mapping[str, Figure] | None = None, /, **more: Figure) -> "Filled":
        """Fill in cells of a row by their columns."""
        cells = self.data["cells"].setdefault(code, {})
        for column, value in {**(values or {}), **more}.items():
            cells[column] = value if isinstance(value, bool | str) else _kept(value)
        return self

    def add(self, key: str, label: str, /, **values: Figure) -> "Filled":
        """Add a row of the school's own below a row, or to a table without rows (`5.2/bang`)."""
        labels = self.data["added"].setdefault(key, [])
        labels.append(label)
        return self.row(f"{key}+{len(labels)}", values)

    def text(self, part: str, text: str) -> "Filled":
        """Fill in a text."""
        self.data["texts"][part] = text
        return self

    def file(self, part: str, title: str, document: int) -> "Filled":
        """Attach a file."""
        self.data["files"].setdefault(part, []).append({"title": title, "document": document})
        return self


def _kept(value: float | Decimal) -> str:
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
