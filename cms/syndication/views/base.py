"""What all screens share: the trail at the top, the tabs, who may decide."""

from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

PER_PAGE = 50


def may_decide(user: Any) -> bool:
    """Who may publish news may take over, decline and offer articles."""
    index = apps.get_model("news", "NewsIndexPage").objects.order_by("path").first()
    return index is not None and bool(index.permissions_for_user(user).can_publish_subpage())


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin. `crumbs` are (name of the address, label)."""

    header_icon = "resubmit"
    crumbs: ClassVar[list[tuple[str, Any]]] = []
    # The permission without which the screen is refused; "" for everybody who may sign in.
    permission: ClassVar[str] = ""
    request: Any
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.permission and not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        links = [{"url": reverse(name), "label": label} for name, label in self.crumbs]
        return [*self.breadcrumbs_items, *links, {"url": "", "label": self.get_page_title()}]
