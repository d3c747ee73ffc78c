"""An official document."""

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.url_routing import RouteResult

from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.models import BasePage
from cms.documents import downloads, panels
from cms.documents.forms import OfficialDocumentForm
from cms.documents.lines import file_lines, related
from cms.documents.models.headings import DocumentField, DocumentKind
from cms.documents.querysets import DocumentQuerySet, search_text
from cms.documents.relations import objection

FILES_FOLDER = "tep"


class Status(models.TextChoices):
    """Whether a document holds."""

    IN_FORCE = "in_force", _("in force")
    NOT_YET = "not_yet", _("not yet in force")
    EXPIRED = "expired", _("no longer in force")
    REPLACED = "replaced", _("replaced")


class OfficialDocumentPage(BasePage):
    """A document with its particulars (TT 37/2020 Điều 8, 9; NĐ 43/2011 Điều 10.1.e). `date` is the day of issue."""

    number = models.CharField(
        _("number and symbol"),
        max_length=60,
        help_text=_("As it stands on the document, for example 123/QĐ-UBND. At most 60 characters."),
    )
    kind = models.ForeignKey(
        DocumentKind,
        verbose_name=_("kind of document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Decision, notice, plan …"),
    )
    field = models.ForeignKey(
        DocumentField,
        verbose_name=_("field"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What the document is about; readers filter by it."),
    )
    issuing_body = models.CharField(
        _("issuing body"),
        max_length=160,
        help_text=_("Who issued the document. At most 160 characters."),
    )
    effective_on = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Empty: from the day of issue.")
    )
    expires_on = models.DateField(
        _("no longer in force from"), null=True, blank=True, help_text=_("Empty: until it is replaced.")
    )
    signer = models.CharField(
        _("signed by"), max_length=120, blank=True, help_text=_("Name and post. At most 120 characters.")
    )
    abstract = models.TextField(
        _("abstract"),
        max_length=1000,
        blank=True,
        help_text=_("The abstract as it stands on the document, if the title shortens it. At most 1000 characters."),
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("Only if readers need more than the files, for example a short explanation."),
    )
    search_text = models.TextField(editable=False, blank=True, default="")

    template: ClassVar[str] = "pages/official_document_page.html"
    parent_page_types: ClassVar[list[str]] = ["documents.DocumentIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A decision, notice, plan or form with its number, dates and files.")
    base_form_class = OfficialDocumentForm
    is_list_item: ClassVar[bool] = True

    objects = PageManager.from_queryset(DocumentQuerySet)()

    content_panels = panels.CONTENT
    promote_panels = [FieldPanel("slug")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("number"),
        index.SearchField("abstract"),
        index.SearchField("issuing_body"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("official document")
        verbose_name_plural = _("official documents")

    def clean_for_publication(self) -> None:
        super().clean_for_publication()
        begins = self.effective_from
        if self.date is None:
            raise ValidationError({"date": _("Say on which day the document was issued.")})
        if begins and self.expires_on and self.expires_on <= begins:
            message = _("This day must come after the day from which the document is in force.")
            raise ValidationError({"expires_on": message})

    def clean_rows_for_publication(self) -> None:
        if not all(row.attachment_id for row in self.files.all()):
            raise ValidationError(_("Choose a file in each row of the files, or remove the row."))
        seen: set[int] = set()
        for target in self.relations.values_list("target_id", flat=True):
            if target is None:
                raise ValidationError(_("Choose the other document in each row of the relations, or remove the row."))
            if message := objection(self, target, seen):
                raise ValidationError(message)
            seen.add(target)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.list_label = self.number
        self.summary = Truncator(self.abstract).chars(300)
        self.search_text = self.findable_text()
        return super().save(*args, **kwargs)

    def findable_text(self) -> str:
        """What readers find it by."""
        kind = self.kind.title if self.kind else ""
        texts = (self.title, self.abstract, kind, self.issuing_body, self.signer, str(self.date or ""))
        return search_text(self.number, *texts)

    # -- Does it hold? -----------------------------------------------------------------------------
    @property
    def effective_from(self) -> dt.date | None:
        """The first day on which it holds."""
        return self.effective_on or self.date

    @property
    def status(self) -> Status:
        """Whether it holds today. Lists ask for `with_status()` first, so that this costs no query."""
        today = timezone.localdate()
        if not hasattr(self, "is_replaced"):
            self.is_replaced = type(self).objects.filter(pk=self.pk).with_status().filter(is_replaced=True).exists()
        if self.is_replaced:
            return Status.REPLACED
        if self.expires_on and self.expires_on <= today:
            return Status.EXPIRED
        if self.effective_on and self.effective_on > today:
            return Status.NOT_YET
        return Status.IN_FORCE

    # -- Serving -----------------------------------------------------------------------------------
    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """`tep/<id>/`: a file of this document, for whoever may see the page."""
        if self.live and len(components) == 2 and components[0] == FILES_FOLDER and components[1].isdecimal():
            return RouteResult(self, kwargs={"attachment_id": int(components[1])})
        return super().route_rest(request, components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "attachment_id" in kwargs:
            return downloads.send(request, self, kwargs["attachment_id"])
        return super().serve(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["files"] = file_lines(self)
        context["relations"] = related(self)
        return context
