"""Work that no visitor waits for."""

import logging

from django_tasks import task

from cms.albums.models import AlbumPicture, renditions_of

logger = logging.getLogger(__name__)


@task()
def prepare_renditions(page_id: int) -> int:
    """Make all sizes of an album's pictures, so that its first visitor does not wait for them."""
    made = 0
    for picture in AlbumPicture.objects.filter(page_id=page_id).select_related("image"):
        try:
            renditions_of(picture)
            made += 1
        except (OSError, ValueError) as error:
            logger.warning("No renditions of picture %s: %s", picture.image_id, type(error).__name__)
    return made
