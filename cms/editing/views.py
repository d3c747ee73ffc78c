"""Screens and buttons of editing."""

from typing import Any, ClassVar

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.core.models import BasePage
from cms.editing import dashboard, services
from cms.editing.links.services import check_links as check_links_task
from cms.editing.links.services import report

CHECK_AGAIN_SECONDS = 600


@require_POST
def confirm_review(request: HttpRequest, page_id: int) -> HttpResponse:
    """The button “still right” of the dashboard."""
    page = get_object_or_404(BasePage.objects.live(), pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    services.confirm_review(page, request.user)
    messages.success(request, _("“%(title)s” is marked as checked today.") % {"title": page.title})
    return redirect(reverse("wagtailadmin_home") + "#panel-outdated-section")


class BrokenLinks(WagtailAdminTemplateMixin, TemplateView):
    """The report: each broken link with the place where to mend it."""

    template_name = "editing/links.html"
    page_title = gettext_lazy("Broken links")
    header_icon = "link"
    breadcrumbs_items: ClassVar[list[dict[str, Any]]] = [{"url": "", "label": page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=report(), **kwargs)


@require_POST
def check_links(request: HttpRequest) -> HttpResponse:
    """Look at all links soon; not more often than every ten minutes."""
    if not dashboard.may_publish(request.user):
        raise PermissionDenied
    if cache.add("editing.check_links", True, CHECK_AGAIN_SECONDS):
        check_links_task.enqueue()
    messages.success(request, _("The links will be looked at in a few minutes."))
    return redirect("editing:links")
