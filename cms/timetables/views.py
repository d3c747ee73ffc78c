"""Excel files for the admin: the template to fill in, and a timetable to change."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cms.timetables.grid import Grid
from cms.timetables.models import TimetableTermPage
from cms.timetables.workbook import CONTENT_TYPE, TEMPLATE, write_workbook


def template(request: HttpRequest) -> HttpResponse:
    """The empty template."""
    return _answer(TEMPLATE, "mau-thoi-khoa-bieu.xlsx")


def download(request: HttpRequest, page_id: int) -> HttpResponse:
    """The lessons of one timetable as last saved, in the form of the template."""
    page: TimetableTermPage = get_object_or_404(TimetableTermPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    latest = page.get_latest_revision_as_object()
    return _answer(latest.grid, f"thoi-khoa-bieu-{latest.slug}.xlsx")


def _answer(grid: Grid, name: str) -> HttpResponse:
    response = HttpResponse(write_workbook(grid), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
