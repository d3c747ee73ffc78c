"""Screens and buttons of editing."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from cms.core.models import BasePage
from cms.editing import services


@require_POST
def confirm_review(request: HttpRequest, page_id: int) -> HttpResponse:
    """The button “still right” of the dashboard."""
    page = get_object_or_404(BasePage.objects.live(), pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    services.confirm_review(page, request.user)
    messages.success(request, _("“%(title)s” is marked as checked today.") % {"title": page.title})
    return redirect("wagtailadmin_home")
