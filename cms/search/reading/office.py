"""Office files: a ZIP archive of XML. What is deleted, hidden or a remark stays unread."""

import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import IO, Any

from lxml import etree

from cms.search.reading import limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
# A deleted passage in Word has its letters in `delText`, which nobody reads here.
WORD = {W + "p": "\n", W + "br": "\n", W + "tab": " ", W + "tc": " ", W + "noBreakHyphen": "-"}
SLIDE = {A + "p": "\n", A + "br": "\n", A + "tc": " "}
OPEN = {TEXT + name: "\n" for name in ("p", "h", "line-break")} | {TEXT + name: " " for name in ("s", "tab")}
# The same once more for old programs; what was deleted; remarks.
LEFT_OUT = frozenset({MC + "Fallback", TEXT + "tracked-changes", OFFICE + "annotation"})
_ENCRYPTED = b"\xd0\xcf\x11\xe0"


class Locked(Exception):
    """A password is asked for."""

    reason = "locked"


class TooLarge(Exception):
    """Unpacked it would be larger than anybody reads."""

    reason = "size"


class Archive:
    """An archive whose sizes were looked at before anything was unpacked."""

    def __init__(self, file: IO[bytes]) -> None:
        # Word and Excel put a locked file into another kind of container.
        if file.read(4) == _ENCRYPTED:
            raise Locked
        self._zip = zipfile.ZipFile(file)
        self._left = limits.LARGEST_UNPACKED
        if len(self._zip.infolist()) > limits.MOST_PARTS:
            raise TooLarge
        self.names = frozenset(self._zip.namelist())

    def weigh(self, name: str) -> None:
        """Count a part that is going to be unpacked. Raises TooLarge."""
        self._left -= self._zip.getinfo(name).file_size
        if self._left < 0:
            raise TooLarge

    def raw(self, name: str) -> bytes:
        """Return a part as it is."""
        self.weigh(name)
        return self._zip.read(name)

    def tree(self, name: str) -> Any:
        """Return a part's XML: no entities, nothing from elsewhere."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self.raw(name), parser)


def docx(file: IO[bytes]) -> Iterator[str]:
    """Yield the text, then the notes at its foot."""
    archive = Archive(file)
    parts = [part for part in ("word/footnotes.xml", "word/endnotes.xml") if part in archive.names]
    yield "\n".join(_words(archive.tree(part), {W + "t"}, WORD) for part in ["word/document.xml", *parts])


def pptx(file: IO[bytes]) -> Iterator[str]:
    """Yield each slide in its order; a hidden one is empty."""
    archive = Archive(file)
    targets = {
        relation.get("Id"): "ppt/" + relation.get("Target").removeprefix("/ppt/")
        for relation in archive.tree("ppt/_rels/presentation.xml.rels")
    }
    for slide in archive.tree("ppt/presentation.xml").iter(P + "sldId"):
        tree = archive.tree(targets[slide.get(R + "id")])
        yield "" if tree.get("show") in {"0", "false"} else _words(tree, {A + "t"}, SLIDE)


def xlsx(file: IO[bytes]) -> Iterator[str]:
    """Yield the sheets that are shown, row by row."""
    # The sizes first: openpyxl asks for none.
    archive = Archive(file)
    for name in sorted(archive.names):
        if re.fullmatch(r"xl/(?:[^/]+|worksheets/[^/]+)\.xml", name):
            archive.weigh(name)
    from openpyxl import load_workbook

    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    yield "\n".join(_rows(book))


def _rows(book: Any) -> Iterator[str]:
    letters = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        yield sheet.title
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=200, values_only=True):
            line = " ".join(str(value) for value in row if value is not None)
            letters += len(line)
            if line:
                yield line
            if letters > limits.MOST_CHARACTERS:
                return


def opendocument(file: IO[bytes]) -> Iterator[str]:
    """Yield the text of an ODT, or of the tables of an ODS that are shown."""
    archive = Archive(file)
    if b"encryption-data" in archive.raw("META-INF/manifest.xml"):
        raise Locked
    tree = archive.tree("content.xml")
    hidden = {
        properties.getparent().get(STYLE + "name")
        for properties in tree.iter(STYLE + "table-properties")
        if properties.get(TABLE + "display") == "false"
    }
    for table in list(tree.iter(TABLE + "table")):
        if table.get(TABLE + "style-name") in hidden:
            table.getparent().remove(table)
    yield _words(tree.find(OFFICE + "body"), None, OPEN)


def _words(tree: Any, letters: Collection[str] | None, breaks: Mapping[str, str]) -> str:
    """Return the text in reading order: of the elements `letters`, or of all, parted as `breaks` says."""
    found: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            found.append(breaks.get(element.tag, ""))
            found.append((letters is None and element.tail) or "")
        elif element.tag in LEFT_OUT:
            walk.skip_subtree()
        elif letters is None or element.tag in letters:
            found.append(element.text or "")
    return "".join(found)


READERS: Mapping[str, Callable[[IO[bytes]], Iterable[str]]] = {
    "docx": docx,
    "pptx": pptx,
    "xlsx": xlsx,
    "odt": opendocument,
    "ods": opendocument,
}
