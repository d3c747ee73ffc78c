"""Changes of copies that no service of ours makes."""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from cms.core import outbox
from cms.core.models import BasePage
from cms.shared.models import Answer, Delivery
from cms.syndication import services, tasks
from cms.syndication.models import CopyPage
from tenants.models import School


@receiver(post_delete, sender=CopyPage)
def note_deleted_copy(sender: type, instance: CopyPage, **kwargs: Any) -> None:
    """The giver learns that its article is no longer shown here."""
    services.note_removed(instance)


@receiver(pre_delete, sender=School)
def take_down_copies(sender: type, instance: School, **kwargs: Any) -> None:
    """What a school gave goes with it: its rows in public are deleted, and nobody else would tell the receivers."""
    given = Delivery.objects.filter(article__giver=instance, state=Answer.ACCEPTED)
    for schema_name, key in given.values_list("receiver__schema_name", "article_id"):
        tasks.in_school(schema_name, tasks.bring_in_step, str(key))


@receiver(post_save, sender="news.NewsCategory")
def note_renamed_category(sender: type, instance: Model, **kwargs: Any) -> None:
    """A category's title stands on the copies filed under it."""
    title = getattr(instance, "title", "")
    copies = CopyPage.objects.filter(category_id=instance.pk).exclude(list_label=title)
    ids = list(copies.values_list("pk", flat=True))
    BasePage.objects.filter(pk__in=ids).update(list_label=title)
    if ids:
        outbox.record_ids(apps.get_model("news", "NewsPage"), [])
