"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.core.navigation import site_frame
from cms.search import services

MAX_LENGTH = 200


def search(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/?q=`: this site's pages; on the portal also schools and the news of all schools."""
    query = request.GET.get("q", "")[:MAX_LENGTH].strip()
    words = services.words_of(query)
    groups = _groups(request, words) if words else {}
    context = {
        **site_frame(request),
        "query": query,
        "groups": groups,
        "count": sum(len(hits) for hits in groups.values()),
    }
    response = render(request, "pages/search_page.html", context)
    # Queries may name people: no cache in between keeps them.
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _groups(request: HttpRequest, words: list[str]) -> dict[str, list[services.Hit]]:
    if request.tenant.is_portal:  # type: ignore[attr-defined]
        return {
            "schools": services.find_schools(words),
            "pages": services.find_pages(words),
            "news": services.find_news_of_schools(words),
        }
    return {"pages": services.find_pages(words)}
