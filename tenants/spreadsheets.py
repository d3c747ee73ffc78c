"""Excel files that people send: opened without running, unpacking or believing too much."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 400
# A mark costs up to half a kilobyte and 20 microseconds to read: 14 MB of empty styles took 1.3 GB and 50 s.
MOST_MARKS, MOST_OTHER_MARKS = 250_000, 60_000
_CELLS = re.compile(r"^xl/(?:worksheets/[^/]+|sharedStrings)\.xml$", re.IGNORECASE)
_UTF8 = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding=[\"'](?!utf-8[\"']))", re.IGNORECASE)
ZIP = b"PK\x03\x04"
_MACROS = re.compile(r"vbaProject\.bin$|^xl/macrosheets/", re.IGNORECASE)
_LINKS = re.compile(r"^xl/(?:externalLinks|connections\.xml|queryTables)", re.IGNORECASE)


class SpreadsheetError(ValueError):
    """The whole file is unusable; str() is one line for whoever sent it."""


class Formula(str):
    """A formula as it was written: what the person sees there is not in the file for certain."""

    __slots__ = ()


def open_workbook(data: bytes, *, largest_unpacked: int = LARGEST_UNPACKED, results: bool = False) -> Any:
    """Return the workbook, read line by line; a formula is its text, or what it last came to. Raises SpreadsheetError.

    The sizes in the archive are read before anything is unpacked; programs and links to other files are refused.
    """
    if len(data) > LARGEST_FILE:
        raise SpreadsheetError(_("The file is larger than 2 MB."))
    _examine(data, largest_unpacked)
    # Here, not above: a quarter of a second at the start of every command.
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=results, keep_links=False)
    except Exception as error:
        # openpyxl raises whatever a damaged part happens to cause.
        raise SpreadsheetError(_("The file is not a readable Excel file (.xlsx).")) from error


def rows_of(sheet: Any, *, most_rows: int, most_columns: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield (row number, values), a formula as Formula. Raises SpreadsheetError at one row too many."""
    # A sheet may claim to be a million rows long: believe the rows that are there.
    sheet.reset_dimensions()
    try:
        for number, row in enumerate(sheet.iter_rows(max_col=most_columns), start=1):
            if number > most_rows:
                words = _("The sheet “%(sheet)s” has more than %(count)d rows.")
                raise SpreadsheetError(words % {"sheet": sheet.title, "count": most_rows})
            yield number, [_value(cell) for cell in row]
    except SpreadsheetError:
        raise
    except Exception as error:
        raise SpreadsheetError(_("The file is not a readable Excel file (.xlsx).")) from error


def _value(cell: Any) -> Any:
    return Formula(cell.value) if cell.data_type == "f" else cell.value


def _examine(data: bytes, largest_unpacked: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > largest_unpacked:
                raise SpreadsheetError(_("The file is too large when unpacked."))
            if sum(_examine_part(archive, part) for part in parts) > MOST_MARKS:
                raise SpreadsheetError(_("The file is too large when unpacked."))
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, NotImplementedError) as error:
        raise SpreadsheetError(_("This is no Excel file (.xlsx).")) from error


def _examine_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Refuse a part that may do harm; returns how many marks of XML there are to read."""
    if _MACROS.search(part.filename):
        raise SpreadsheetError(_("This file contains a program (macros). Please save it without and choose it again."))
    if _LINKS.search(part.filename):
        raise SpreadsheetError(
            _("This file draws on other files. Please paste its figures as values and send it again.")
        )
    if not part.filename.endswith((".xml", ".rels")):
        return 0
    content = archive.read(part)
    # Excel writes UTF-8 and no DOCTYPE; other encodings hide marks, entities grow without end.
    if not _UTF8.match(content) or b"<!DOCTYPE" in content:
        raise SpreadsheetError(_("The file is not a readable Excel file (.xlsx)."))
    marks = content.count(b"<")
    if marks > (MOST_MARKS if _CELLS.search(part.filename) else MOST_OTHER_MARKS):
        raise SpreadsheetError(_("The file is too large when unpacked."))
    return marks
