"""What editors see of Wagtail, kept to what they need."""

from django.db.models import SlugField
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem

from cms.core.widgets import SlugInput

register_form_field_override(SlugField, override={"widget": SlugInput})


@hooks.register("construct_main_menu")
def hide_developer_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help is in English and for developers; ours is in docs/guides."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("insert_global_admin_css")
def add_admin_css() -> SafeString:
    """Our few rules for the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("themes/css/admin.css"))


@hooks.register("insert_global_admin_js")
def add_admin_js() -> SafeString:
    """Our one script for the admin."""
    return format_html('<script type="module" src="{}"></script>', static("themes/js/admin.js"))
