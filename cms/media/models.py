"""Pictures and attachments, with what the law and accessibility want known of them."""

from pathlib import PurePosixPath
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.core.unicode import compose_fields
from cms.media.cleaning import CleanPicture, clean_picture
from tenants.schema import connection


class Picture(AbstractImage):
    """A picture. `description` (Wagtail's own field) is its alternative text."""

    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who took or drew it, shown under the picture.")
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new file is cleaned first, whatever way it came."""
        new = self.file and not self.file._committed and self.file.file
        if new and not isinstance(new, CleanPicture):
            cleaned: Any = clean_picture(new, str(self.file.name))
            self.file = cleaned
            self._set_image_file_metadata()
        compose_fields(self)
        super().save(*args, **kwargs)


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """Return a name nobody can guess and that says nothing of the file's own (docs/decisions/0009).

        Renditions are served without asking whether a published page shows them: whoever has the
        name has seen such a page, or works here.
        """
        said = (
            f"{connection.schema_name}/{self.image_id}/{self.image.file.name}/{self.image.file_hash}/{self.filter_spec}"
        )
        token = salted_hmac("cms.media.rendition", f"{said}/{self.focal_point_key}", algorithm="sha256").hexdigest()
        sizes = self.filter_spec.replace("|", ".")[:40]
        return f"images/{token[:24]}.{sizes}{PurePosixPath(filename).suffix}"


class Attachment(AbstractDocument):
    """A file to download, served through Wagtail's permission-checked view."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; of a new file size and hash are noted, whatever way it came: by the hash it is known to be another."""
        if self.file and not self.file._committed:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
