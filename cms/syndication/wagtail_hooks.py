"""Menu, buttons and the panel on the dashboard."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button

from cms.core import menus
from cms.syndication import directives, services, urls
from cms.syndication.views.base import may_decide
from cms.syndication.views.directives import MAY_SEND
from tenants.models import PORTAL_SCHEMA
from tenants.schema import connection

ON_DASHBOARD = 5
SHARED_TYPE = "NewsPage"


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Addresses of the screens."""
    return [path("", include(urls))]


class _SchoolItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return not request.tenant.is_portal  # type: ignore[attr-defined]


class _PortalItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.tenant.is_portal and request.user.has_perm(MAY_SEND)  # type: ignore[attr-defined, no-any-return, union-attr]


@hooks.register("register_admin_menu_item")
def shared_articles_item() -> MenuItem:
    """Articles from and for others."""
    return MenuItem(_("Shared articles"), reverse("syndication:inbox"), name="shared", icon_name="resubmit", order=430)


@hooks.register("register_admin_menu_item")
def received_directives_item() -> MenuItem:
    """What the office has sent."""
    url = reverse("syndication:directives")
    return _SchoolItem(_("Directives"), url, name="directives", icon_name="mail", order=425)


@hooks.register(menus.OFFICE)
def sent_directives_item() -> MenuItem:
    """What the office sends."""
    # Not reversed: in a school the address does not exist.
    return _PortalItem(
        _("Directives sent"), "/quan-tri/chi-dao/da-gui/", name="sent-directives", icon_name="mail", order=30
    )


@hooks.register("register_page_header_buttons")
def share_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a published article: send it to schools, or propose it to the portal."""
    if type(page).__name__ == SHARED_TYPE and page.live and page.permissions_for_user(user).can_publish():
        at_portal = connection.schema_name == PORTAL_SCHEMA
        yield Button(
            _("Send to schools") if at_portal else _("Propose to the portal"),
            url=reverse("syndication:share", args=[page.pk]),
            icon_name="resubmit",
            priority=55,
        )


class FromOutside(Component):
    """What came from the office, or from the schools, and waits for somebody here."""

    name = "from-outside"
    template_name = "syndication/panel.html"
    order = 90

    def __init__(self, receipts: list[Any], waiting: int, is_portal: bool) -> None:
        self.receipts, self.waiting, self.is_portal = receipts, waiting, is_portal

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"receipts": self.receipts, "waiting": self.waiting, "is_portal": self.is_portal}


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Only where something waits: an empty panel says nothing."""
    is_portal = request.tenant.is_portal  # type: ignore[attr-defined]
    receipts = [] if is_portal else list(directives.unopened()[:ON_DASHBOARD])
    waiting = services.waiting().count()
    if waiting and not may_decide(request.user):
        waiting = 0
    if receipts or waiting:
        panels.append(FromOutside(receipts, waiting, is_portal))
