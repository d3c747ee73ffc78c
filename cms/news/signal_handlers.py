"""A category's title stands on every page and card filed under it."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from cms.core import outbox
from cms.core.models import BasePage
from cms.news.models import NewsCategory, NewsPage


@receiver(post_save, sender=NewsCategory)
def note_changed_category(sender: type, instance: NewsCategory, **kwargs: Any) -> None:
    """A renamed category is renamed everywhere; a new one enters the list of news."""
    _relabel(instance, instance.title)


@receiver(pre_delete, sender=NewsCategory)
def note_deleted_category(sender: type, instance: NewsCategory, **kwargs: Any) -> None:
    """Its pages stay, without a category."""
    _relabel(instance, "")


def _relabel(category: NewsCategory, label: str) -> None:
    pages = NewsPage.objects.filter(category=category).exclude(list_label=label)
    ids = list(pages.values_list("pk", flat=True))
    BasePage.objects.filter(pk__in=ids).update(list_label=label)
    # Also without any page: the list of news shows all categories.
    outbox.record_ids(NewsPage, ids)
