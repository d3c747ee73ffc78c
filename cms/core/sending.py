"""Sending a stored file: by the process itself, or by nginx where that stands in front."""

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header, http_date

from tenants.schema import connection

# A browser opens PDFs itself, at the page that the address names (`#page=2`); in a sandbox it would not.
PDF = "application/pdf"
POLICY, POLICY_OF_PDF = "default-src 'none'; style-src 'unsafe-inline'; sandbox", "default-src 'none'"


def send_file(storage: Storage, name: str, content_type: str, *, download_name: str) -> HttpResponse:
    """Send a file of the current school's storage named `download_name`: a PDF to be read, others to be saved.

    404 if it is lost. Whoever calls has asked whether the visitor may have it.
    """
    if not storage.exists(name):
        raise Http404
    response: HttpResponse
    if settings.PROXY_SENDS_FILES:
        # The address is internal to nginx.
        internal = quote(f"/_private/media/{connection.schema_name}/{name}")
        response = HttpResponse(content_type=content_type, headers={"X-Accel-Redirect": internal})
    else:
        response = FileResponse(storage.open(name), content_type=content_type)  # type: ignore[assignment]
        response.headers["Last-Modified"] = http_date(storage.get_modified_time(name).timestamp())
    # Not kept by the page cache: the next visitor may not have it.
    response.headers["Cache-Control"] = "private, no-cache"
    is_saved = content_type != PDF
    response.headers["Content-Disposition"] = content_disposition_header(is_saved, download_name) or "attachment"
    response.headers["Content-Security-Policy"] = POLICY if is_saved else POLICY_OF_PDF
    return response
