"""The guests of a meeting are reached from the event's own menu."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from cms.events import guest_views
from cms.events.models import EventPage


@hooks.register("register_admin_urls")
def register_guest_urls() -> list[Any]:
    """The list of guests, and taking an invitation back."""
    return [
        path("su-kien/<int:page_id>/khach-moi/", guest_views.guests, name="events_guests"),
        path("su-kien/<int:page_id>/khach-moi/<int:guest_id>/thu-hoi/", guest_views.withdraw, name="events_withdraw"),
    ]


@hooks.register("register_page_header_buttons")
def add_guests_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """An entry in the menu of an event."""
    if issubclass(page.specific_class or object, EventPage) and page.permissions_for_user(user).can_edit():
        url = reverse("events_guests", args=[page.pk])
        yield Button(_("Guests of the online meeting"), url, icon_name="group", priority=25)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Words for what the log of an event says."""
    actions.register_action("events.invite", _("Invite guests"), _("Guests invited to the online meeting"))
    actions.register_action("events.withdraw", _("Withdraw an invitation"), _("Invitation withdrawn"))
