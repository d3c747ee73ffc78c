"""Sending videos in parts: phones ask for a range first, and Safari plays nothing without one."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

KINDS = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt"}
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$", re.ASCII)
CHUNK = 256 * 1024


def send_playable(document: Any, request: HttpRequest) -> HttpResponse | StreamingHttpResponse | None:
    """Answer for a video or its captions, whole or the part that was asked for (RFC 9110, 14); None for other files."""
    kind = KINDS.get(document.file_extension.lower())
    if kind is None:
        return None
    size = document.file.size
    wanted = _part(request.headers.get("Range", ""), size)
    if wanted == (-1, -1):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = wanted or (0, size - 1)
    response = StreamingHttpResponse(
        _read(document.file, first, last - first + 1), status=206 if wanted else 200, content_type=kind
    )
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Length"] = str(last - first + 1)
    if wanted:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


def _part(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte asked for; None for the whole, (-1, -1) for what there is not."""
    found = RANGE.match(header)
    if not found or found.groups() == ("", ""):
        return None
    start, end = found.groups()
    if not start:
        first, last = max(size - int(end), 0), size - 1
    else:
        first, last = int(start), min(int(end), size - 1) if end else size - 1
    return (first, last) if first <= last else (-1, -1)


def _read(file: Any, start: int, length: int) -> Iterator[bytes]:
    with file.open("rb") as opened:
        opened.seek(start)
        while length > 0 and (data := opened.read(min(CHUNK, length))):
            length -= len(data)
            yield data
