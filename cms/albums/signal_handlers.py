"""What follows a publication."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from cms.albums.models import AlbumPage
from cms.albums.tasks import prepare_renditions


@receiver(page_published, sender=AlbumPage)
def prepare_published_album(sender: type, instance: AlbumPage, **kwargs: Any) -> None:
    """Make the sizes of the pictures before somebody asks for them."""
    prepare_renditions.enqueue(instance.pk)
