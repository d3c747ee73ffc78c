"""Groups of the admin's main menu, so that what a teacher needs every day is not one of twenty entries.

An app puts its entry into a group by `menu_hook = menus.DESK` on its viewset, or by registering a
MenuItem at that hook. A group in which someone may see nothing is not shown.
"""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.wagtail_hooks import SnippetsMenuItem

# Between Wagtail's own: pages (100), pictures (300), files (400), reports (9000), settings (10000).
DESK = "register_desk_menu_item"
OFFICE = "register_office_menu_item"
LISTS = "register_lists_menu_item"


def _group(hook: str, label: str | Promise, name: str, icon: str, order: int) -> MenuItem:
    return SubmenuMenuItem(label, Menu(register_hook_name=hook), name=name, icon_name=icon, order=order)


@hooks.register("register_admin_menu_item")
def desk() -> MenuItem:
    """What visitors wrote."""
    return _group(DESK, _("Questions and comments"), "desk", "help", 410)


@hooks.register("register_admin_menu_item")
def office() -> MenuItem:
    """What the portal does for the schools."""
    return _group(OFFICE, _("For the schools"), "office", "site", 450)


@hooks.register("register_admin_menu_item")
def lists() -> MenuItem:
    """Lists that pages draw on, changed a few times a year."""
    return _group(LISTS, _("Reference lists"), "lists", "list-ul", 460)


@hooks.register(LISTS)
def snippets() -> MenuItem:
    """Wagtail's entry, under a name that says what is there."""
    return SnippetsMenuItem(
        _("Categories and kinds"), reverse("wagtailsnippets:index"), name="categories", icon_name="tag", order=40
    )


@hooks.register("construct_main_menu")
def leave_out_others(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Without Wagtail's help, in English and for developers (ours is docs/guides), and what stands in a group."""
    menu_items[:] = [item for item in menu_items if item.name not in ("help", "snippets")]
