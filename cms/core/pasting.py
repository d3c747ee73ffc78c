"""Rows copied from a spreadsheet or a table of a text document, as they arrive in a text field."""

import csv
import io
from collections.abc import Iterable

MOST_ROWS = 400


def pasted_rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a pasted table with their line numbers; cells are trimmed, empty rows left out.

    Spreadsheets separate cells by tabs and put a cell with a line break into quotation marks.
    """
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n")), delimiter="\t")
    rows = [(number, [_tidy(cell) for cell in row]) for number, row in enumerate(reader, start=1)]
    return [(number, row) for number, row in rows if any(row)]


def _tidy(cell: str) -> str:
    lines: Iterable[str] = (" ".join(line.split()) for line in cell.split("\n"))
    return "\n".join(line for line in lines if line)
