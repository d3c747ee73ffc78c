"""Many pictures at once."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry

from cms.albums.models import MOST_PICTURES, AlbumPage, AlbumPicture


def store_picture(file: UploadedFile, album: AlbumPage, user: Any) -> Any:
    """Put one uploaded file into the school's pictures; raises ValidationError with what to do."""
    model = get_image_model()
    collections = policy_registry.get_by_type(model).collections_user_has_permission_for(user, "add")
    title = f"{album.title[:200]} – {PurePosixPath(file.name or '').stem[:40]}"
    form = get_image_form(model, fields=["title", "file"])(
        {"title": title, "collection": collections.values_list("pk", flat=True).first()},
        {"file": file},
        user=user,
    )
    if not form.is_valid():
        raise ValidationError([message for messages in form.errors.values() for message in messages])
    picture = form.save(commit=False)
    picture.uploaded_by_user = user
    picture.save()
    return picture


@transaction.atomic
def add_pictures(album: AlbumPage, pictures: Iterable[Any], user: Any) -> int:
    """Add pictures at the end of the album's newest draft; what is on the site stays as it is."""
    draft = album.get_latest_revision_as_object()
    present = list(draft.pictures.all())
    known = {row.image_id for row in present}
    new = [picture for picture in pictures if picture.pk not in known]
    if len(present) + len(new) > MOST_PICTURES:
        message = _("An album holds at most %(most)s pictures. Please begin a second one.")
        raise ValidationError(message, params={"most": MOST_PICTURES})
    for position, picture in enumerate(new, len(present)):
        draft.pictures.add(AlbumPicture(image=picture, alt=picture.description[:250], sort_order=position))
    if new and draft.cover_id is None:
        # Its words stand beside it wherever it is shown: the album's title.
        draft.cover, draft.cover_is_decorative = new[0], True
    if new:
        draft.save_revision(user=user, log_action=True)
    return len(new)
