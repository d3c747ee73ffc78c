"""The form for comments."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.consultations import services
from cms.consultations.forms import CommentForm
from cms.core.rate_limit import is_allowed

if TYPE_CHECKING:
    from cms.consultations.models import ConsultationPage

COMMENTS_PER_HOUR = 5
HOUR = 3600
DONE = "xong"


def comment(request: HttpRequest, page: "ConsultationPage") -> HttpResponse:
    """Show or take the form of one consultation; 404 once it is closed."""
    if not page.is_open:
        raise Http404
    if request.method == "POST":
        return _taken(request, page)
    return _answer(request, page, CommentForm())


def _taken(request: HttpRequest, page: "ConsultationPage") -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _answer(request, page, form, status=422)
    if not is_allowed(request, "comment", limit=COMMENTS_PER_HOUR, seconds=HOUR):
        form.add_error(None, _("Several opinions have come from your network already. Please try again in an hour."))
        return _answer(request, page, form, status=429)
    services.receive_comment(page, form.cleaned_data, consent_version=form.consent_version)
    response = HttpResponseRedirect(f"{page.comment_address}?{DONE}=1")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _answer(request: HttpRequest, page: "ConsultationPage", form: CommentForm, *, status: int = 200) -> HttpResponse:
    from cms.core.navigation import frame

    context = {**frame(request, page), "page": page, "form": form, "done": DONE in request.GET and not form.is_bound}
    response = render(request, "pages/consultation_comment_page.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
