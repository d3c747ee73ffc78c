"""What an attachment must be before it is stored."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from cms.media.file_kinds import has_macros, is_what_it_says


class AttachmentForm(BaseDocumentForm):
    """Refuses files that are not what their name says, and Office files with programs in them."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            extension = PurePosixPath(file.name or "").suffix.lstrip(".").lower()
            if not is_what_it_says(file, extension):
                raise ValidationError(
                    _(
                        "The content of this file is not what its name says (.%(extension)s). "
                        "Please save it anew in its program and choose it again."
                    )
                    % {"extension": extension},
                    code="wrong_content",
                )
            if has_macros(file):
                raise ValidationError(
                    _("This file contains a program (macros). Please save it without and choose it again."),
                    code="macros",
                )
        return file
