"""Sending a document's file under a name that says what it is."""

import mimetypes
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from cms.core.sending import send_file

if TYPE_CHECKING:
    from cms.documents.models import OfficialDocumentPage


def send(request: HttpRequest, page: "OfficialDocumentPage", attachment_id: int) -> HttpResponse:
    """Send a file of a published document; whether this visitor may see the page was asked before."""
    file = page.files.filter(attachment_id=attachment_id).first()
    if file is None:
        raise Http404
    content_type = mimetypes.guess_type(file.download_name)[0] or "application/octet-stream"
    stored = file.attachment.file
    return send_file(stored.storage, stored.name, content_type, download_name=file.download_name)
