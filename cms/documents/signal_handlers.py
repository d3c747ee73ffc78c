"""What changes without a document being saved: its kind's title, its files, the day."""

import datetime as dt
from pathlib import PurePosixPath
from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.documents.models import AbstractDocument
from wagtail.signals import page_published

from cms.core import outbox
from cms.documents.models import DocumentField, DocumentKind, OfficialDocumentPage
from cms.documents.tasks import announce_day, check_signature
from tenants.registry import PUBLIC
from tenants.schema import connection


@receiver([post_save, pre_delete], sender=DocumentKind)
@receiver([post_save, pre_delete], sender=DocumentField)
def note_changed_heading(sender: type, instance: DocumentKind | DocumentField, **kwargs: Any) -> None:
    """Its title stands on documents, in the list's choices and in other sites' rows."""
    filed = {"kind": instance} if sender is DocumentKind else {"field": instance}
    pages = list(OfficialDocumentPage.objects.filter(**filed).select_related("kind"))
    for page in pages:
        page.search_text = page.findable_text()
    OfficialDocumentPage.objects.bulk_update(pages, ["search_text"])
    # Also without any page: the list's choices.
    outbox.record_ids(OfficialDocumentPage, [page.pk for page in pages])


@receiver(post_save)
def plan_signature_check(sender: type, instance: Any, **kwargs: Any) -> None:
    """A PDF is checked after its upload, whatever page it will belong to."""
    if not isinstance(instance, AbstractDocument) or connection.schema_name == PUBLIC:
        return
    if PurePosixPath(instance.file.name).suffix.lower() == ".pdf":
        check_signature.enqueue(instance.pk)


@receiver(page_published, sender=OfficialDocumentPage)
def plan_days(sender: type, instance: OfficialDocumentPage, **kwargs: Any) -> None:
    """On the days on which a document begins or ceases to hold, kept pages are void."""
    today = timezone.localdate()
    for day in {instance.effective_on, instance.expires_on} - {None}:
        if day and day > today:
            midnight = timezone.make_aware(dt.datetime.combine(day, dt.time()))
            announce_day.using(run_after=midnight).enqueue()
