"""A publication that a guard refuses ends in words, not in an error page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from cms.core.publication import PublicationRefused


class RefusedPublicationMiddleware:
    """Leads to the form of the page, where the decision is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer where a way of publishing without the form has ended at a guard."""
        if not isinstance(exception, PublicationRefused):
            return None
        if "/api/" in request.path or request.content_type == "application/json":
            return JsonResponse({"detail": str(exception)}, status=403)
        messages.error(request, str(exception))
        return redirect("wagtailadmin_pages:edit", exception.page.pk)
