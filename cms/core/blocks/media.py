"""Blocks of pictures and files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.core.blocks.previews import FACTS, PICTURES, sample_picture


class PictureBlock(blocks.StructBlock):
    """A picture with the words that stand for it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Description for people who cannot see it"),
        max_length=250,
        required=False,
        help_text=_("Say what the picture shows. At most 250 characters."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Only decoration"), required=False, help_text=_("Tick if the text loses nothing without it.")
    )
    caption = blocks.CharBlock(
        label=_("Caption"), max_length=250, required=False, help_text=_("At most 250 characters.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        group = PICTURES
        template = "blocks/picture.html"
        description = _("One picture in the width of the text, with a caption.")

    def get_preview_value(self) -> Any:
        return self.normalize(sample_picture("Sân trường", "Sân trường ngày đầu năm học."))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["alt"].strip() and not cleaned["decorative"] and cleaned["image"]:
            # Said once, at the upload.
            cleaned["alt"] = cleaned["image"].description[:250]
        if not cleaned["alt"].strip() and not cleaned["decorative"] and not self.is_deferred_validation:
            message = _("Describe the picture, or tick that it is only decoration.")
            raise StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return cleaned


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side; each opens in full."""

    pictures = blocks.ListBlock(
        PictureBlock(),
        label=_("Pictures"),
        min_num=2,
        max_num=24,
        help_text=_("2 to 24 pictures. For more, make an album."),
    )

    class Meta:
        icon = "image"
        label = _("Gallery")
        group = PICTURES
        template = "blocks/gallery.html"
        description = _("Several pictures side by side; a touch shows one in full.")

    def get_preview_value(self) -> Any:
        return self.normalize({"pictures": [sample_picture("Sân trường"), sample_picture("Lớp học")]})


class AttachmentsBlock(blocks.StructBlock):
    """Files to download."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False, help_text=_("At most 120 characters."))
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("File")),
        label=_("Files"),
        min_num=1,
        max_num=20,
        help_text=_("1 to 20 files."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Files")
        group = FACTS
        template = "blocks/documents.html"
        description = _("Files to download, with their kind and size.")

    def get_preview_value(self) -> Any:
        return self.normalize({"title": "Biểu mẫu", "documents": list(get_document_model().objects.order_by("pk")[:2])})
