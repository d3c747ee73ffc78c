"""Articles and directives on their way between the portal and the schools.

Each row has one writer: the giver's outbox writes what is given and to whom, the receiver's outbox
writes the answer. Nobody reads another's schema.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import School, url_of_host


class SharedArticle(models.Model):
    """An article as its giver shows it now: all that a copy needs."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    giver = models.ForeignKey(School, on_delete=models.CASCADE, related_name="shared_articles")
    page_id = models.BigIntegerField()
    title = models.CharField(_("title"), max_length=255)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    date = models.DateField(_("date"))
    author_name = models.CharField(_("author"), max_length=120, blank=True)
    # Cleaned, with absolute addresses; its pictures are copies in the shared storage.
    html = models.TextField()
    cover_file = models.CharField(max_length=255, blank=True)
    cover_alt = models.CharField(max_length=250, blank=True)
    cover_credit = models.CharField(max_length=120, blank=True)
    host = models.CharField(max_length=253)
    path = models.CharField(max_length=1000)
    # Says whether a copy is in step.
    version = models.CharField(max_length=32)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("shared article")
        verbose_name_plural = _("shared articles")
        constraints = [models.UniqueConstraint(fields=["giver", "page_id"], name="shared_article_page")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Absolute address of the original."""
        return url_of_host(self.host) + self.path


class Answer(models.TextChoices):
    """What a receiver has said of an article."""

    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("published")
    DECLINED = "declined", _("declined")
    REMOVED = "removed", _("taken down again")


class Delivery(models.Model):
    """One article at one receiver."""

    article = models.ForeignKey(SharedArticle, on_delete=models.CASCADE, related_name="deliveries")
    receiver = models.ForeignKey(School, on_delete=models.CASCADE, related_name="deliveries")
    # A directive: the receiver's site takes it over by itself.
    is_automatic = models.BooleanField(default=False)
    # From here on written by the receiver.
    state = models.CharField(_("state"), max_length=10, choices=Answer.choices, default=Answer.WAITING)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    copy_url = models.CharField(max_length=1300, blank=True)
    version = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("delivery of an article")
        verbose_name_plural = _("deliveries of articles")
        constraints = [models.UniqueConstraint(fields=["article", "receiver"], name="shared_delivery_once")]
        indexes = [models.Index(fields=["receiver", "state"], name="shared_delivery_inbox")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.receiver_id}"


class Directive(models.Model):
    """What the office asks of schools, with a deadline and perhaps a confirmation."""

    key = models.UUIDField(primary_key=True)
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"))
    # [{"name": as people see it, "stored": name in the shared storage, "size": bytes}]
    files = models.JSONField(_("files"), default=list)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    needs_confirmation = models.BooleanField(_("needs a confirmation"), default=False)
    sent_at = models.DateTimeField(_("sent"))
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")

    def __str__(self) -> str:
        return self.title


class DirectiveReceipt(models.Model):
    """One directive at one school: the portal writes the row, the school when it was opened.

    Who opened it is told by role, not by name (Law on the protection of personal data).
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="receipts")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="directive_receipts")
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    opened_by_role = models.CharField(_("opened by"), max_length=80, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by_role = models.CharField(_("confirmed by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("receipt of a directive")
        verbose_name_plural = _("receipts of directives")
        constraints = [models.UniqueConstraint(fields=["directive", "school"], name="shared_receipt_once")]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.school_id}"
