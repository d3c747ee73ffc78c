"""Who gets a file, and how."""

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.models import AbstractDocument

from cms.media.playing import send_part
from cms.media.visibility import is_visible


@hooks.register("before_serve_document", order=10)
def hide_unpublished_file(document: AbstractDocument, request: HttpRequest) -> None:
    """404 for everybody but the site's own people, as if there were no such file."""
    if not request.user.has_perm("wagtailadmin.access_admin") and not is_visible(document, request):
        raise Http404


# After it was asked whether this visitor may have the file at all.
hooks.register("before_serve_document", send_part, order=100)
