"""What the editors have decided, and what the last look at the links found."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.core.models import BasePage


class PublicationDecision(models.Model):
    """Somebody who may publish has looked at what may be personal data and lets it stand.

    Holds kinds and places, never the data; `keys` are keyed digests by which the same finding is
    recognised again.
    """

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=200)
    findings = models.JSONField(default=list)
    keys = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["-decided_at"]

    def __str__(self) -> str:
        return f"{self.page_id} {self.decided_at:%Y-%m-%d}"


@register_setting(icon="check", order=200)
class EditorialRules(BaseGenericSetting):
    """How the site's editorial board works (TT 37/2020 Điều 11)."""

    own_approval = models.BooleanField(
        _("approvers may publish what they wrote themselves"),
        default=True,
        help_text=_(
            "Untick where there are two approvers: then everything is read by a second person before it is public."
            " Each time somebody publishes their own text, the history says so."
        ),
    )

    panels: ClassVar[list[FieldPanel]] = [FieldPanel("own_approval")]

    class Meta:
        verbose_name = _("editorial rules")


class FoundLink(models.Model):
    """A link on a published page, as the last look found it: to another server, or to nowhere."""

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=250)
    anchor = models.CharField(max_length=120, blank=True)
    href = models.CharField(max_length=1000, db_index=True)
    words = models.CharField(max_length=200, blank=True)
    is_own = models.BooleanField(default=False)
    is_broken = models.BooleanField(default=False)

    # Set by the report: what the other server answered.
    answer: "ExternalLink | None" = None

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.href


class ExternalLink(models.Model):
    """An address on another server and what it answered last."""

    href = models.CharField(max_length=1000, unique=True)
    checked_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=20, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.href
