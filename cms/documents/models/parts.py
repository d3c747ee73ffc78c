"""What hangs on a document: its files, and the documents it replaces or amends."""

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from cms.core.navigation import site_path
from cms.core.slugs import vietnamese_slug

if TYPE_CHECKING:
    pass

NAME_LENGTH = 100


class DocumentFile(Orderable):
    """One file of a document."""

    page = ParentalKey("documents.OfficialDocumentPage", on_delete=models.CASCADE, related_name="files")
    attachment = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("file"),
        # A draft may wait for it; publication asks.
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("PDF, Word, Excel, OpenDocument or ZIP; at most 25 MB."),
    )
    label = models.CharField(
        _("name of the file"),
        max_length=120,
        blank=True,
        help_text=_("For example: main document, annex I. Empty: the file's own title. At most 120 characters."),
    )

    panels = [FieldPanel("attachment"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of a document")

    def __str__(self) -> str:
        return self.label or (self.attachment.title if self.attachment else "")

    @property
    def extension(self) -> str:
        """`pdf`, in small letters."""
        name = self.attachment.file.name if self.attachment else ""
        return PurePosixPath(name).suffix.lstrip(".").lower()

    @property
    def download_name(self) -> str:
        """`123-qd-ubnd-ve-viec-….pdf`: number and title, as the file is called once saved."""
        words = vietnamese_slug(f"{self.page.number} {self.page.title}".replace("/", " ")) or "van-ban"
        stem = words if len(words) <= NAME_LENGTH else words[:NAME_LENGTH].rsplit("-", 1)[0]
        return f"{stem}.{self.extension}"

    @property
    def url(self) -> str:
        """Address below the document's page, so that whoever may not see the page gets no file."""
        return f"{site_path(self.page.url_path)}tep/{self.attachment_id}/"


class DocumentRelation(Orderable):
    """This document replaces or amends another one of the same site."""

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("replaces")
        AMENDS = "amends", _("amends")

    page = ParentalKey("documents.OfficialDocumentPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=10, choices=Kind.choices, default=Kind.REPLACES)
    target = models.ForeignKey(
        "documents.OfficialDocumentPage",
        verbose_name=_("other document"),
        # The row of a draft may still wait for it.
        null=True,
        on_delete=models.CASCADE,
        related_name="incoming",
        help_text=_("The earlier document of this site. It then shows a link to this one."),
    )

    panels = [FieldPanel("kind"), FieldPanel("target")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation between documents")
        verbose_name_plural = _("relations between documents")

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind} {self.target_id}"
