"""The search page, and how browsers are told of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.core.languages import content_language, home_url
from cms.core.navigation import site_frame
from cms.search import engines, fruitless, presenting
from cms.search.asking import Asked, asked
from cms.search.contract import Answer
from cms.search.promoted import promoted
from cms.shared.searching import names_of_kinds

NOTHING = Answer()


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/?q=`: this site's own entries; on the portal those of all sites."""
    tenant = request.tenant  # type: ignore[attr-defined]
    ask = asked(request.GET, school_id=None if tenant.is_portal else tenant.pk, language=content_language())
    answer = engines.search(ask.question) if ask.has_words else NOTHING
    page = presenting.pages(answer, ask.question.page)
    if answer.count and page.number < ask.question.page:
        # Fewer pages than somebody once saw, or made up.
        return _of_nobody_else(redirect(f"{home_url()}tim-kiem/?{ask.query(trang=page.number)}"))
    if ask.has_words and not answer.count and not ask.is_narrowed:
        fruitless.note(request, ask)
    context = {**site_frame(request), **_results(ask, answer), "page_obj": page, "page_query": f"{ask.query()}&"}
    if ask.has_words and page.number == 1:
        context["promoted"] = promoted(ask.text, at_portal=tenant.is_portal)
    return _of_nobody_else(render(request, "pages/search_page.html", context))


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/mo-ta.xml`: lets a browser offer this site's search (OpenSearch 1.1)."""
    context = {"root": f"{request.scheme}://{request.get_host()}"}
    response = render(
        request, "search/description.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )
    patch_cache_control(response, public=True, max_age=86400)
    return response


def _results(ask: Asked, answer: Answer) -> dict[str, Any]:
    return {
        "asked": ask,
        "kinds": names_of_kinds(),
        "answer": answer,
        "groups": presenting.groups(ask, answer),
        "facets": presenting.facets(ask, answer),
        "chips": presenting.chips(ask),
        "by_relevance": ask.query(**{"sap-xep": ""}),
        "by_date": ask.query(**{"sap-xep": "moi-nhat"}),
        # What the two forms send along.
        "filters": ask.kept("q"),
        "hidden": ask.kept("tu", "den"),
        "unfiltered": ask.query(**presenting.NO_FILTERS),
        "meant_query": ask.query(q=answer.meant),
    }


def _of_nobody_else(response: HttpResponse) -> HttpResponse:
    """Queries may name people: no cache in between keeps them, no search engine lists them."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
