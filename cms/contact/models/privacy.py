"""The privacy notice, with a version that forms store."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel

from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.models import BasePage


class PrivacyPage(BasePage):
    """How the site handles personal data (Luật 91/2025/QH15, NĐ 356/2025; NĐ 224/2026 Điều 21.4.a)."""

    body = StreamField(BodyBlock(), verbose_name=_("content"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    effective_on = models.DateField(_("in force from"), null=True, editable=False)

    template: ClassVar[str] = "pages/privacy_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "home.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    page_description = _("How the site handles personal data; forms for visitors refer to it.")

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Published words that differ from the ones before are a new version."""
        before = PrivacyPage.objects.filter(pk=self.pk).first() if self.pk else None
        if before is not None:
            changed = self.body.get_prep_value() != before.body.get_prep_value()
            self.version = before.version + changed
            self.effective_on = timezone.localdate() if changed else before.effective_on
        self.effective_on = self.effective_on or timezone.localdate()
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["date"] = self.effective_on
        return context
