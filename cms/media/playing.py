"""Sending videos in parts: browsers ask for ranges, and Safari plays nothing without them."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse

KINDS = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt"}
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$", re.ASCII)
# A player asks again for what follows; so no part has to be held in memory whole.
LARGEST_PART = 4 * 1024 * 1024


def send_part(document: Any, request: HttpRequest) -> HttpResponse | None:
    """Answer with the part of a video that was asked for (RFC 9110, 14); None where the whole file is wanted."""
    kind = KINDS.get(document.file_extension.lower())
    found = RANGE.match(request.headers.get("Range", ""))
    if kind is None or not found or found.groups() == ("", ""):
        return None
    size = document.file.size
    first, last = _bounds(found[1], found[2], size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with document.file.open("rb") as opened:
        opened.seek(first)
        content = opened.read(last - first + 1)
    told = {
        "Accept-Ranges": "bytes",
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Security-Policy": "default-src 'none'",
    }
    return HttpResponse(content, status=206, content_type=kind, headers=told)


def _bounds(start: str, end: str, size: int) -> tuple[int, int]:
    """Return the first and the last byte to send; the first lies behind the last where there is nothing."""
    if not start:
        return max(size - min(int(end), LARGEST_PART), 0), size - 1
    first = int(start)
    last = min(int(end) if end else size - 1, size - 1)
    return first, min(last, first + LARGEST_PART - 1)
