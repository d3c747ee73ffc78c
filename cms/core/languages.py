"""Vietnamese for all, English below /en/ for schools that want it (docs/decisions/0010).

A school without English is not aware of any of this: `has_english` is known without a query.
The English pages are a second tree beside the Vietnamese home page, made by Wagtail's simple
translation; its root has the address part "en".
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asgiref.local import Local
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.models import GroupPagePermission, Locale, Site, WorkflowPage

from tenants.registry import current_version

if TYPE_CHECKING:
    from cms.core.models import BasePage

VIETNAMESE, ENGLISH = "vi", "en"
PREFIX = f"/{ENGLISH}/"
NAMES = {VIETNAMESE: "Tiếng Việt", ENGLISH: "English"}
SECONDS = 3600
_state = Local()


@dataclass(frozen=True, slots=True)
class Choice:
    """A language of the switch, with the address of this page (or of home) in it."""

    code: str
    name: str
    url: str
    is_current: bool


class LanguageMiddleware:
    """The address says the language, nothing else: a kept page is the same for everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        english = request.path.startswith(PREFIX) and has_english()
        _state.language = ENGLISH if english else VIETNAMESE
        try:
            with translation.override(_state.language):
                response = self.get_response(request)
        finally:
            _state.language = VIETNAMESE
        response.headers.setdefault("Content-Language", ENGLISH if english else VIETNAMESE)
        return response


def content_language() -> str:
    """Return the language of the pages being shown; an editor's own choice for the admin is another matter."""
    return getattr(_state, "language", VIETNAMESE)


def home_url() -> str:
    """Return the address of the home page in the language of the pages being shown."""
    return PREFIX if content_language() == ENGLISH else "/"


def english_home() -> "BasePage | None":
    """Return the root of the English pages if it is published: no query on a warm site."""
    from cms.core.models import BasePage

    key = f"languages.english.{current_version()}"
    box = cache.get(key)
    if box is None:
        box = (BasePage.objects.live().filter(depth=2, slug=ENGLISH).first(),)
        cache.set(key, box, SECONDS)
    home: BasePage | None = box[0]
    return home


def has_english() -> bool:
    """Tell whether the current school has pages in English."""
    return english_home() is not None


def site_name(name: str) -> str:
    """Return what the site is called in the language of the pages being shown; `name` is its Vietnamese name."""
    home = english_home() if content_language() == ENGLISH else None
    return home.title if home else name


def is_english(url_path: str) -> bool:
    """Tell whether an address of the tree lies below the English home page."""
    return url_path.startswith(PREFIX)


def in_language(pages: Any) -> Any:
    """Narrow a queryset of pages to those in the language of the pages being shown."""
    if not has_english():
        return pages
    if content_language() == ENGLISH:
        return pages.filter(url_path__startswith=PREFIX)
    return pages.exclude(url_path__startswith=PREFIX)


def english_addresses(paths: Collection[str]) -> dict[str, str]:
    """Return where addresses of the site (`/huong-dan/`) lead in English; what has no counterpart is left out.

    For use while English is shown: that is when the addresses that are no pages are below /en/.
    """
    from cms.core.models import BasePage
    from cms.core.navigation import site_path

    home = Site.objects.select_related("root_page").get(is_default_site=True).root_page.url_path
    asked = BasePage.objects.filter(url_path__in=[home + path.lstrip("/") for path in paths])
    keys = dict(asked.values_list("translation_key", "url_path"))
    copies = BasePage.objects.live().filter(translation_key__in=keys, url_path__startswith=PREFIX)
    found = {site_path(keys[key]): url_path for key, url_path in copies.values_list("translation_key", "url_path")}
    for path in paths:
        if path not in found and _is_no_page(PREFIX + path.lstrip("/")):
            found[path] = PREFIX + path.lstrip("/")
    return found


def _is_no_page(path: str) -> bool:
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


def choices(page: "BasePage | None") -> list[Choice]:
    """Return the languages of the switch; empty in a school with one language.

    Where this page is not translated the other language's home page is offered.
    """
    if not has_english():
        return []
    current = content_language()
    other = VIETNAMESE if current == ENGLISH else ENGLISH
    translated = page.get_translations().live().first() if page and page.pk else None
    from cms.core.navigation import site_path

    own = site_path(page.url_path) if page and page.pk else home_url()
    away = site_path(translated.url_path) if translated else ("/" if other == VIETNAMESE else PREFIX)
    urls = {current: own, other: away}
    return [Choice(code, NAMES[code], urls[code], code == current) for code in (VIETNAMESE, ENGLISH)]


@transaction.atomic
def open_english(title: str) -> "BasePage":
    """Give the current school an English home page (or publish the one it had); editors translate the rest.

    Who may edit and who approves is as on the Vietnamese pages.
    """
    from cms.core.models import BasePage

    locale, _created = Locale.objects.get_or_create(language_code=ENGLISH)
    home = Site.objects.select_related("root_page").get(is_default_site=True).root_page.specific
    english = BasePage.objects.filter(depth=2, slug=ENGLISH).first()
    if english is None:
        english = home.copy_for_translation(locale)
        english.slug = ENGLISH
        english.title = english.draft_title = title
        # Words to be read stay behind: the pages have an English default until somebody writes their own.
        english.summary = ""
        english.save()
        for permission in GroupPagePermission.objects.filter(page_id=home.pk):
            GroupPagePermission.objects.get_or_create(
                group=permission.group, page_id=english.pk, permission=permission.permission
            )
        for assigned in WorkflowPage.objects.filter(page_id=home.pk):
            WorkflowPage.objects.get_or_create(page_id=english.pk, workflow=assigned.workflow)
    english.specific.save_revision().publish()
    return english


@transaction.atomic
def close_english() -> None:
    """Take the English home page offline: without it nothing below is reached. Nothing is deleted."""
    home = english_home()
    if home is not None:
        home.specific.unpublish()
