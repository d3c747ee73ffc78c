"""The directory of schools: list, one school, open data. On the portal only."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.core.navigation import MenuItem, site_frame
from cms.core.spreadsheets import as_csv
from cms.directory.queries import ADDRESS, TABLE, Question
from cms.shared.models import NewsCard, SchoolEntry, SharedEvent

PER_PAGE = 24
NEWS_OF_SCHOOL = 5
EVENTS_OF_SCHOOL = 3
# A byte order mark: without it Excel takes UTF-8 for something else.


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """`/truong/`: schools by kind, ward and name, as cards or as a table."""
    question = Question.of(request)
    page = Paginator(question.entries(), PER_PAGE).get_page(request.GET.get("trang"))
    query = question.query()
    context = {
        "question": question,
        "page_obj": page,
        "page_query": f"{query}&" if query else "",
        "as_cards": question.query(xem=""),
        "as_table": question.query(xem=TABLE),
        "export_query": question.query(xem=""),
    }
    htmx = request.htmx  # type: ignore[attr-defined]
    if htmx and not htmx.history_restore_request:
        response = render(request, "components/school_results.html", context)
        # The same address as the whole page: no browser may keep the one for the other.
        response.headers["Cache-Control"] = "private, no-store"
        return response
    frame = {**site_frame(request), "breadcrumbs": [MenuItem(_("Home"), "/")]}
    return render(request, "pages/school_list.html", {**frame, **context})


@require_safe
def school_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/truong/<slug>/`: who and where a school is, and what is new there."""
    entry = SchoolEntry.objects.known().select_related("school", "school__authority").filter(school__slug=slug).first()
    if entry is None:
        raise Http404
    context = {
        **site_frame(request),
        "breadcrumbs": [MenuItem(_("Home"), "/"), MenuItem(_("Directory of schools"), ADDRESS)],
        "entry": entry,
        "school": entry.school,
        "events": list(SharedEvent.objects.upcoming().filter(school=entry.school)[:EVENTS_OF_SCHOOL]),
        "stories": list(NewsCard.objects.newest().filter(school=entry.school)[:NEWS_OF_SCHOOL]),
    }
    return render(request, "pages/school_detail.html", context)


@require_safe
def school_csv(request: HttpRequest) -> HttpResponse:
    """`/truong/danh-sach.csv`: the list as a table for spreadsheets."""
    content = as_csv([COLUMNS, *([row[name] for name in COLUMNS] for row in _rows(request))])
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="danh-sach-truong.csv"'
    return response


@require_safe
def school_json(request: HttpRequest) -> HttpResponse:
    """`/truong/danh-sach.json`: the list for programs."""
    return JsonResponse({"truong": _rows(request)}, json_dumps_params={"ensure_ascii": False})


COLUMNS = ("ma", "ten", "loai", "phuong", "dia_chi", "dien_thoai", "thu_dien_tu", "co_quan_quan_ly", "trang_web")


def _rows(request: HttpRequest) -> list[dict[str, Any]]:
    """The public facts of each school that was asked for."""
    return [
        {
            "ma": entry.school.ministry_code,
            "ten": entry.school.name,
            "loai": str(entry.school.get_kind_display()),
            "phuong": entry.school.ward,
            "dia_chi": entry.address,
            "dien_thoai": entry.phone,
            "thu_dien_tu": entry.email,
            "co_quan_quan_ly": entry.school.authority.name if entry.school.authority else "",
            "trang_web": entry.url if entry.is_open else "",
        }
        for entry in Question.of(request).entries()
    ]
