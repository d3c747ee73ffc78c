"""What people open in a spreadsheet must stay what it is: no text begins a formula there."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

RISKY = ("=", "+", "-", "@", "\t", "\r")
# Without this mark Excel takes UTF-8 for something else.
BOM = "\ufeff"


def harmless(value: str) -> str:
    """Return the text so that a spreadsheet takes it for text, whatever it begins with."""
    return f"'{value}" if value.startswith(RISKY) else value


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table for Excel and for programs; numbers stay numbers, texts never begin a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(value) if isinstance(value, str) else value for value in row] for row in rows)
    return (BOM + out.getvalue()).encode()
