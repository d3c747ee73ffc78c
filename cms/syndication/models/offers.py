"""An article given away, and what this site said of an article it was given."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import BasePage
from cms.shared.models import Answer


class Offer(models.Model):
    """One of this site's articles, offered to others. Sent again, it only reaches more of them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.OneToOneField(BasePage, on_delete=models.CASCADE, related_name="offer")
    # By the name of their schema: the only one that never changes.
    receivers = models.JSONField(default=list)
    is_automatic = models.BooleanField(default=False)
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("offered article")
        verbose_name_plural = _("offered articles")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return str(self.key)


class Decision(models.Model):
    """What this site has decided about an article of another; once per article."""

    article_key = models.UUIDField(unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=Answer.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided"))
    # Nobody: a directive came in by itself.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    page = models.OneToOneField(
        "syndication.CopyPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="decision"
    )

    class Meta:
        verbose_name = _("decision about a shared article")
        verbose_name_plural = _("decisions about shared articles")

    def __str__(self) -> str:
        return f"{self.article_key}: {self.state}"
