"""Taking everything but the picture out of a picture file, byte by byte, without decoding it.

Places, dates, names of phones and people hide in EXIF, XMP, IPTC, comments and behind the end of
the file (moving pictures of phones). What is kept is a list; whatever a future camera invents is
not on it. The pixels stay exactly as they are.
"""

import re
import struct

# JFIF header, Adobe's colour transform; frames, tables and scans are none of the APPn and COM.
JPEG_DROPPED = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
JPEG_JFIF, JPEG_JFIF_LENGTH = 0xE0, 16
JPEG_SCAN, JPEG_END = 0xDA, 0xD9
JPEG_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"pHYs", b"sBIT", b"sRGB", b"acTL", b"fcTL", b"fdAT"}
)
WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
WEBP_TOLD = 0x20 | 0x08 | 0x04  # flags: colour profile, EXIF, XMP
GIF_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})


class BrokenFile(ValueError):
    """The file does not keep to its format."""


def strip(data: bytes, kind: str) -> bytes:
    """Return the file of this kind (JPEG, PNG, WEBP, GIF) with nothing in it but the picture."""
    try:
        return {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif}[kind](data)
    except (IndexError, struct.error) as error:
        raise BrokenFile(kind) from error


def _jpeg(data: bytes) -> bytes:
    if data[:2] != b"\xff\xd8":
        raise BrokenFile("JPEG")
    out, at = bytearray(data[:2]), 2
    while True:
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF:
            raise BrokenFile("JPEG")
        if marker == JPEG_END:
            return bytes(out) + b"\xff\xd9"
        end = at + 2 if marker in JPEG_WITHOUT_LENGTH else at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == JPEG_SCAN:
            following = AFTER_SCAN.search(data, end)
            if following is None:
                raise BrokenFile("JPEG")
            end = following.start()
        is_thumbnail = marker == JPEG_JFIF and end - at != JPEG_JFIF_LENGTH + 2
        if marker not in JPEG_DROPPED and not is_thumbnail:
            out += data[at:end]
        at = end


def _png(data: bytes) -> bytes:
    if not data.startswith(PNG_START):
        raise BrokenFile("PNG")
    out, at = bytearray(PNG_START), len(PNG_START)
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise BrokenFile("PNG")
        if name in PNG_KEPT:
            out += data[at:end]
        if name == b"IEND":
            return bytes(out)
        at = end


def _webp(data: bytes) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise BrokenFile("WEBP")
    last = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    chunks, at = bytearray(), 12
    while at + 8 <= last:
        name, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        chunk = bytearray(data[at:end])
        if name == b"VP8X":
            chunk[8] &= ~WEBP_TOLD & 0xFF
        if name in WEBP_KEPT:
            chunks += chunk
        at = end
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + bytes(chunks)


def _gif(data: bytes) -> bytes:
    if data[:6] not in {b"GIF87a", b"GIF89a"}:
        raise BrokenFile("GIF")
    at = 13 + _colours(data[10])
    out = bytearray(data[:at])
    while True:
        introducer = data[at]
        if introducer == 0x3B:
            return bytes(out) + b"\x3b"
        if introducer == 0x2C:
            end = _blocks_end(data, at + 10 + _colours(data[at + 9]) + 1)
            is_kept = True
        elif introducer == 0x21:
            end = _blocks_end(data, at + 2)
            is_kept = data[at + 1] == 0xF9 or (data[at + 1] == 0xFF and data[at + 3 : at + 14] in GIF_LOOPS)
        else:
            raise BrokenFile("GIF")
        if is_kept:
            out += data[at:end]
        at = end


def _colours(flags: int) -> int:
    """Return the length of the colour table that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
