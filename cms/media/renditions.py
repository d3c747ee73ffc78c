"""Pictures of a published page in every size and format, made before most visitors come.

AVIF takes about half a second for a large picture: no visitor waits for it. Until the task has run,
pages offer WebP alone.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.dispatch import receiver
from django_tasks import task
from wagtail.models import ReferenceIndex
from wagtail.signals import page_published

from cms.core.models import BasePage
from cms.media.models import Picture
from tenants.changes import announce_content
from tenants.schema import connection
from themes import pictures

OF_COVER = pictures.COVER
OF_BODY = [*pictures.WHOLE, *pictures.COVER[:2]]


@receiver(page_published)
def plan_renditions(instance: BasePage, **kwargs: Any) -> None:
    """A page that goes live gets its pictures made."""
    make_renditions.enqueue(instance.pk)


@task()
def make_renditions(page_id: int) -> int:
    """Make what is missing of a page's pictures; returns how many renditions were made."""
    page = BasePage.objects.filter(pk=page_id, live=True).first()
    if page is None:
        return 0
    made = sum(_make(picture, OF_COVER if picture.pk == page.cover_id else OF_BODY) for picture in _pictures_of(page))
    if made:
        # Kept pages offer what was there when they were drawn.
        announce_content(connection.schema_name)
    return made


def _pictures_of(page: BasePage) -> list[Picture]:
    # Those of its text; an album prepares its own.
    references = ReferenceIndex.objects.filter(
        object_id=str(page.pk),
        to_content_type=ContentType.objects.get_for_model(Picture),
        model_path__startswith="body",
    )
    ids = {int(each) for each in references.values_list("to_object_id", flat=True)}
    return list(Picture.objects.filter(pk__in=ids | {page.cover_id}))


def _make(picture: Picture, filters: list[Any]) -> int:
    wanted = [*filters, *pictures.as_avif(filters)]
    missing = set(wanted) - set(picture.find_existing_renditions(*wanted))
    for each in sorted(missing, key=wanted.index):
        picture.get_rendition(each)
    return len(missing)
