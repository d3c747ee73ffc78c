"""What a file is by its content: its name may say anything."""

import zipfile
from typing import IO

OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
# Where the mark of the format stands, and what it is.
VIDEO = {"mp4": (4, b"ftyp"), "webm": (0, b"\x1aE\xdf\xa3")}
HEAD = 1024
SAMPLE = 64 * 1024


def is_what_it_says(stream: IO[bytes], extension: str) -> bool:
    """Tell whether the content is of the kind that the extension names; leaves the stream at its start."""
    stream.seek(0)
    try:
        return _matches(stream, extension.lower())
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError):
        return False
    finally:
        stream.seek(0)


def has_macros(stream: IO[bytes]) -> bool:
    """Tell whether an Office file carries a program."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        stream.seek(0)


def _matches(stream: IO[bytes], extension: str) -> bool:
    if extension == "pdf":
        return b"%PDF-" in stream.read(HEAD)
    if extension in {"txt", "csv", "vtt"}:
        return _is_text(stream.read(SAMPLE))
    if extension in VIDEO:
        start, mark = VIDEO[extension]
        return stream.read(HEAD)[start:].startswith(mark)
    with zipfile.ZipFile(stream) as archive:
        names = archive.namelist()
        if extension in OFFICE_FOLDERS:
            return "[Content_Types].xml" in names and any(n.startswith(OFFICE_FOLDERS[extension]) for n in names)
        if extension in OPEN_DOCUMENT:
            with archive.open("mimetype") as kind:
                return kind.read(100).strip() == OPEN_DOCUMENT[extension]
        return extension == "zip"


def _is_text(sample: bytes) -> bool:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    # A letter of several bytes may be cut at the sample's end.
    text = sample.decode("utf-8", errors="replace").rstrip("\ufffd")
    return "\x00" not in text and "\ufffd" not in text
