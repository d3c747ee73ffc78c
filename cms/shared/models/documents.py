"""Official documents of the portal and of all schools."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import School, url_of_host


class SharedDocumentQuerySet(models.QuerySet["SharedDocument"]):
    """Questions asked of the documents of all sites."""

    def newest(self) -> "SharedDocumentQuerySet":
        """Documents of all sites in service, newest first, in one query."""
        return self.filter(school__status=SchoolStatus.READY).select_related("school").order_by("-issued_on", "-pk")

    def of_schools(self) -> "SharedDocumentQuerySet":
        """Without the office's own."""
        return self.exclude(school__kind=SchoolKind.OFFICE)

    def of_office(self) -> "SharedDocumentQuerySet":
        """Only the office's own."""
        return self.filter(school__kind=SchoolKind.OFFICE)


class SharedDocument(models.Model):
    """What other sites may show of a published document."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="shared_documents")
    page_id = models.BigIntegerField()
    number = models.CharField(_("number and symbol"), max_length=60)
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("kind of document"), max_length=80, blank=True)
    issuing_body = models.CharField(_("issuing body"), max_length=160, blank=True)
    issued_on = models.DateField(_("day of issue"))
    host = models.CharField(max_length=253)
    path = models.CharField(max_length=1000)
    # Folded words, each after a space (cms/documents/querysets.py).
    search_text = models.TextField(blank=True, default="")

    objects = SharedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared document")
        verbose_name_plural = _("shared documents")
        constraints = [models.UniqueConstraint(fields=["school", "page_id"], name="shared_document_page")]
        indexes = [models.Index(fields=["-issued_on"], name="shared_document_newest")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def url(self) -> str:
        """Absolute address of the document on its own site."""
        return url_of_host(self.host) + self.path

    @property
    def school_name(self) -> str:
        return self.school.name
