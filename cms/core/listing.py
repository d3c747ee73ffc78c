"""Lists of pages of any type, from the columns of BasePage: one query, no import of another app."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import get_page_models

from cms.core.languages import in_language
from cms.core.models import BasePage
from cms.core.routing import has_restrictions


def published(*labels: str) -> Any:
    """Return the published pages of these types (`"news.NewsPage"`) as BasePage rows with covers.

    Types that are `listed_as` one of them come along. Pages below a restricted page are left out:
    a list is read by everybody.
    """
    types = ContentType.objects.get_for_models(*_models(labels)).values()
    pages = in_language(BasePage.objects.live()).filter(content_type__in=types).select_related("cover")
    return pages.public() if has_restrictions() else pages


def exists(label: str) -> bool:
    """Tell whether the project has this page type: a home page shows what is installed."""
    try:
        apps.get_model(label)
    except LookupError:
        return False
    return True


def _models(labels: tuple[str, ...]) -> list[type[BasePage]]:
    wanted = [apps.get_model(label) for label in labels]
    return [*wanted, *(model for model in get_page_models() if getattr(model, "listed_as", "") in labels)]


def newest(*labels: str) -> Any:
    """Return the same, newest first."""
    return published(*labels).order_by("-date", "-first_published_at", "-pk")
