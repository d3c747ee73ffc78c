"""What people may want to type: shown below the field while they do, for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.search import engines
from cms.search.asking import asked

SHORTEST = 2
MOST = 8


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/goi-y/?q=`: the options of the list below the field."""
    tenant = request.tenant  # type: ignore[attr-defined]
    text = asked(request.GET).text
    within = None if tenant.is_portal else tenant.pk
    titles = engines.suggest(text, within, MOST) if len(text) >= SHORTEST else []
    response = render(request, "components/search_options.html", {"titles": titles})
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
