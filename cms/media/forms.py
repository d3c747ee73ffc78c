"""The form for a picture: what is wrong with a file is said in words a teacher can act on."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.media.cleaning import CleanPicture, clean_picture, extension_of, refuse_by_content

START = 4096


class PictureFileField(WagtailImageField):
    """Takes what Wagtail takes, under the name its content deserves, and cleans it."""

    def to_python(self, data: Any) -> CleanPicture | None:
        if data and hasattr(data, "read"):
            data.seek(0)
            start = data.read(START)
            data.seek(0)
            refuse_by_content(start)
            # Zalo saves WebP under the name of a JPEG: the name is wrong, the picture is not.
            if extension := extension_of(start):
                data.name = str(PurePosixPath(data.name or "anh").with_suffix(f".{extension}"))
        # The parent looks at name, bytes and format; how many pixels are too many we say ourselves.
        file = super().to_python(data)
        return clean_picture(file, file.name) if file else None

    def check_image_pixel_size(self, f: Any) -> None:
        """Leave it to `clean_picture`, which looks before anything is decoded."""


class PictureForm(BaseImageForm):
    """Wagtail's form with our file field, asking for the words that stand for the picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = PictureFileField(label=old.label, widget=old.widget, required=old.required)
        if "description" in self.fields:
            described = self.fields["description"]
            described.label = _("Description for people who cannot see it")
            described.help_text = _(
                "What the picture shows, in one sentence of at most 250 characters. It stands ready wherever the "
                "picture is used. Pictures of children: only with their parents' consent, without full names."
            )

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "description": forms.Textarea(attrs={"rows": 2})}
