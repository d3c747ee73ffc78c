"""Uploading many pictures into an album, with or without JavaScript."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from cms.albums import services
from cms.albums.models import AlbumPage

ACCEPT = "image/jpeg,image/png,image/webp,image/gif"


def upload(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take files one by one from the script, or all at once from the form, then add them to the draft."""
    album = get_object_or_404(AlbumPage, pk=page_id)
    _demand_rights(album, request.user)
    if request.method != "POST":
        return _form(request, album)
    if request.headers.get("Accept") == "application/json":
        return _take_one(request, album)
    pictures, problems = _take_all(request, album)
    try:
        count = services.add_pictures(album, pictures, request.user)
    except ValidationError as error:
        return _form(request, album, [*problems, *error.messages])
    if problems or not count:
        return _form(request, album, problems or [_("Choose at least one picture.")], count)
    said = ngettext("%(count)s picture was added.", "%(count)s pictures were added.", count) % {"count": count}
    messages.success(request, said)
    return redirect("wagtailadmin_pages:edit", album.pk)


def _demand_rights(album: AlbumPage, user: Any) -> None:
    rights = album.permissions_for_user(user)
    policy = policy_registry.get_by_type(get_image_model())
    if not rights.can_edit() or rights.page_locked() or not policy.user_has_permission(user, "add"):
        raise PermissionDenied


def _take_one(request: HttpRequest, album: AlbumPage) -> HttpResponse:
    file = request.FILES.get("files")
    if file is None:
        return JsonResponse({"error": _("Choose at least one picture.")}, status=400)
    try:
        picture = services.store_picture(file, album, request.user)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    return JsonResponse({"id": picture.pk})


def _take_all(request: HttpRequest, album: AlbumPage) -> tuple[list[Any], list[str]]:
    """Return the pictures sent before by the script and those in this form, and what went wrong."""
    numbers = [number for number in request.POST.getlist("picture") if number.isdecimal()]
    own = get_image_model().objects.filter(uploaded_by_user=request.user).in_bulk([int(n) for n in numbers])
    pictures, problems = [own[int(n)] for n in numbers if int(n) in own], []
    for file in request.FILES.getlist("files"):
        try:
            pictures.append(services.store_picture(file, album, request.user))
        except ValidationError as error:
            problems.append(f"{file.name}: {' '.join(error.messages)}")
    return pictures, problems


def _form(request: HttpRequest, album: AlbumPage, problems: list[str] | None = None, count: int = 0) -> HttpResponse:
    context = {
        "album": album,
        "problems": problems or [],
        "count": count,
        "accept": ACCEPT,
        "page_title": _("Upload pictures"),
        "header_title": album.get_admin_display_title(),
        "header_icon": "image",
    }
    return TemplateResponse(request, "albums/upload.html", context, status=400 if problems else 200)
