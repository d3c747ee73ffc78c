"""What a guard refuses, a publication or a deletion, ends in words and not in an error page."""

from collections.abc import Callable

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.core.keeping import MustBeKept
from cms.core.publication import PublicationRefused


class RefusedPublicationMiddleware:
    """Leads to the form of the page, where the decision is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer where a way of publishing without the form, or a deletion, has ended at a guard."""
        if request.method == "GET" or not isinstance(exception, PublicationRefused | ProtectedError):
            return None
        words = _words(exception)
        if "/api/" in request.path or request.content_type == "application/json":
            return JsonResponse({"detail": words}, status=403)
        messages.error(request, words)
        if isinstance(exception, PublicationRefused):
            return redirect("wagtailadmin_pages:edit", exception.page.pk)
        # The same screen again, as it is before anything is sent.
        return HttpResponseRedirect(request.get_full_path())


def _words(exception: Exception) -> str:
    if isinstance(exception, ProtectedError) and not isinstance(exception, MustBeKept):
        return _("This cannot be deleted: something that has to be kept needs it.")
    return str(exception)
