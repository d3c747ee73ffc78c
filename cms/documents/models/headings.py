"""Under what documents are filed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


class Heading(models.Model):
    """A word documents are filed under, in an order of its own."""

    title = models.CharField(_("title"), max_length=80, help_text=_("At most 80 characters."))
    slug = models.SlugField(
        _("address"), max_length=60, unique=True, help_text=_("Used in addresses; better left as it is.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("The smaller the number, the further up in lists.")
    )

    panels = [FieldPanel("title"), FieldPanel("slug"), FieldPanel("position")]

    class Meta:
        abstract = True
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title


class DocumentKind(Heading):
    """Hình thức văn bản: decision, notice, plan … (NĐ 30/2020/NĐ-CP Điều 7)."""

    # The regulation on running the site itself, which Điều 11 TT 37/2020 asks for.
    SITE_REGULATION = "quy-che-cong"

    class Meta(Heading.Meta):
        abstract = False
        verbose_name = _("kind of document")
        verbose_name_plural = _("kinds of documents")


register_snippet(DocumentKind, viewset="cms.core.viewsets.HeadingViewSet")


class DocumentField(Heading):
    """Lĩnh vực: what a document is about."""

    class Meta(Heading.Meta):
        abstract = False
        verbose_name = _("field of documents")
        verbose_name_plural = _("fields of documents")


register_snippet(DocumentField, viewset="cms.core.viewsets.HeadingViewSet")
