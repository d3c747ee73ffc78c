"""Serving files: only what is meant to be public, only from the school of the host."""

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, default_storage, storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import http_date

# Renditions only: originals may hold places and other data that were never shown to anyone.
PUBLIC_FOLDER = "images"
PRIVATE_FOLDER = "private"
ONE_YEAR = 365 * 24 * 3600


def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    """Send a rendition of the current school. Anything else below /media/ is 404."""
    if PurePosixPath(name).parts[:1] != (PUBLIC_FOLDER,):
        raise Http404
    return _send(default_storage, name, f"/_private/media/{request.tenant.schema_name}/{name}")  # type: ignore[attr-defined]


def shared_file(request: HttpRequest, name: str) -> HttpResponse:
    """Send a published thumbnail that schools share with the portal. What is below `private` never was."""
    if PRIVATE_FOLDER in PurePosixPath(name).parts:
        raise Http404
    return _send(storages["shared"], name, f"/_private/media-shared/{name}")


def _send(storage: Storage, name: str, internal: str) -> HttpResponse:
    path = PurePosixPath(name)
    # `images/../original_images/x.png` lies inside the school's folder, yet was never published.
    if ".." in path.parts or path.as_posix() != name or not path.suffix:
        raise Http404
    try:
        exists = storage.exists(name)
    except (SuspiciousFileOperation, ValueError):
        raise Http404 from None
    if not exists:
        raise Http404
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response: HttpResponse
    if settings.PROXY_SENDS_FILES:
        # nginx reads the file; the address is internal there.
        response = HttpResponse(content_type=content_type, headers={"X-Accel-Redirect": quote(internal)})
    else:
        response = FileResponse(storage.open(name), content_type=content_type)  # type: ignore[assignment]
        response.headers["Last-Modified"] = http_date(storage.get_modified_time(name).timestamp())
    # Names hold a hash of the content: a changed picture has another name.
    response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
