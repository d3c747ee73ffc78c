"""What editors see of Wagtail, kept to what they need."""

from django.db.models import ForeignKey, Model, SlugField
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem

from cms.core import menus  # noqa: F401  (registers its groups)
from cms.core.english_site import EnglishSite
from cms.core.widgets import SlugInput

# Django's own empty choice is a row of dashes.
register_form_field_override(ForeignKey, to=Model, override={"empty_label": _("Not chosen")})
register_form_field_override(SlugField, override={"widget": SlugInput})


@hooks.register("insert_global_admin_css")
def add_admin_css() -> SafeString:
    """Our few rules for the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("themes/css/admin.css"))


@hooks.register("insert_global_admin_js")
def add_admin_js() -> SafeString:
    """Our one script for the admin, with the words it says."""
    note = _("The table became lines of text. To keep it a table, add a block “Table” and paste it there.")
    return format_html(
        '<script type="module" src="{}" data-pasted-table="{}"></script>', static("themes/js/admin.js"), note
    )


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    return [path("tieng-anh/", EnglishSite.as_view(), name="english_site")]


class EnglishSiteItem(MenuItem):
    """For those who look after the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("core.change_siteprofile"))  # type: ignore[union-attr]


@hooks.register("register_settings_menu_item")
def register_english_site() -> MenuItem:
    return EnglishSiteItem(_("Pages in English"), reverse("english_site"), icon_name="globe", order=850)
