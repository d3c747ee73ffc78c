"""What checks share: findings in few words, pages of the tree, links to where something is mended."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.compliance.models import Governance
from cms.compliance.site import markup
from cms.compliance.site.visitor import Answer, visit
from cms.core.models import BasePage
from cms.core.navigation import site_path
from cms.core.requirements import Finding, State
from tenants.registry import CurrentSchool, registry
from tenants.schema import connection


def passed(message: str = "") -> Finding:
    return Finding(State.PASSED, message)


def missing(message: str, fix_url: str = "") -> Finding:
    return Finding(State.MISSING, message, fix_url)


def outdated(message: str, fix_url: str = "") -> Finding:
    return Finding(State.OUTDATED, message, fix_url)


def unknown(message: str, fix_url: str = "") -> Finding:
    return Finding(State.UNKNOWN, message, fix_url)


def not_applicable(message: str) -> Finding:
    return Finding(State.NOT_APPLICABLE, message)


def current() -> CurrentSchool:
    """Return the school whose schema this is, with its host."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None:
        raise LookupError(f"No school lives in {connection.schema_name}")
    return school


# -- Pages -----------------------------------------------------------------------------------------
def public_pages() -> Any:
    """Return all pages that anybody may read, but for home."""
    return BasePage.objects.live().public().filter(depth__gt=2)


def section(path: str) -> BasePage | None:
    """Return the public page at an address of the site (`thu-tuc/tuyen-sinh`), or None."""
    home = home_page()
    return public_pages().filter(url_path=f"{home.url_path}{path.strip('/')}/").first()  # type: ignore[no-any-return]


def home_page() -> BasePage:
    """Return the home page, as a plain page."""
    return BasePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


def pages_of(*labels: str) -> Any:
    """Return the public pages of these types."""
    return public_pages().filter(content_type__in=_types(labels))


def _types(labels: Iterable[str]) -> Any:
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_models(*(apps.get_model(label) for label in labels)).values()


def newest_article() -> BasePage | None:
    """Return the newest published article, or None."""
    return pages_of("news.NewsPage").order_by("-date", "-pk").first()  # type: ignore[no-any-return]


def path_of(page: BasePage) -> str:
    """Return the page's address on its site."""
    return site_path(page.url_path)


def open_page(page: BasePage) -> Answer:
    """Return the page as a visitor gets it."""
    return visit(path_of(page))


def has_content(page: BasePage | None) -> bool:
    """Tell whether a visitor finds something on the page."""
    if page is None:
        return False
    answer = open_page(page)
    return answer.ok and not markup.is_empty(answer.document)


# -- Where it is mended ------------------------------------------------------------------------------
def edit_url(page: BasePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(page: BasePage) -> str:
    return reverse("wagtailadmin_pages:add_subpage", args=[page.pk])


def section_url(path: str) -> str:
    """Return where the section is written, or, where there is none, where it is added."""
    home = home_page()
    page = BasePage.objects.filter(url_path=f"{home.url_path}{path.strip('/')}/").first()
    return edit_url(page) if page else add_url(home)


def settings_url(model: type[models.Model]) -> str:
    return reverse("wagtailsettings:edit", args=[model._meta.app_label, model._meta.model_name])


def governance() -> Governance:
    """Return the site's decisions and marks; an empty one where nobody has filled them in."""
    return Governance.objects.first() or Governance()


def lacking(**fields: Any) -> str:
    """Return the labels of the fields that are empty, in one line."""
    model = Governance._meta
    return ", ".join(str(model.get_field(name).verbose_name) for name, value in fields.items() if not value)


def asked_fields(*names: str) -> Finding:
    """Find the named fields of the decisions filled in, or say which are not."""
    values = governance()
    if empty := lacking(**{name: getattr(values, name) for name in names}):
        message = _("Not filled in: %(fields)s.") % {"fields": empty}
        return missing(message, settings_url(Governance))
    return passed()
