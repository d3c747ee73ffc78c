"""A question to the school and what became of it."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.contact.codes import new_code, spoken
from cms.contact.enums import OPEN, PUBLIC_LABELS, Status, Topic
from cms.core.person_names import initials


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions asked of the questions."""

    def open(self) -> "QuestionQuerySet":
        """Those that wait for an answer."""
        return self.filter(status__in=OPEN)

    def overdue(self) -> "QuestionQuerySet":
        """Open ones whose day of answer has passed."""
        return self.open().filter(due_on__lt=timezone.localdate())

    def published(self) -> "QuestionQuerySet":
        """Those that visitors may read, newest answer first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")


class Question(models.Model):
    """Personal data lies in the first block of fields and nowhere else; `scrub()` empties it.

    What visitors read are the `public_*` fields, written anew for publication.
    """

    asker_name = models.CharField(_("full name"), max_length=120, blank=True)
    asker_email = models.EmailField(_("e-mail"), blank=True)
    asker_phone = models.CharField(_("phone"), max_length=30, blank=True)
    subject = models.CharField(_("in a few words"), max_length=150)
    text = models.TextField(_("question"), max_length=3000, blank=True)

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    # One row for a form that is sent twice.
    submission = models.UUIDField(unique=True, editable=False)
    topic = models.CharField(_("field"), max_length=16, choices=Topic.choices)
    keep_private = models.BooleanField(_("do not publish"), default=False)
    show_initials = models.BooleanField(_("the initials may stand beside it"), default=False)
    consent_version = models.CharField(_("version of the privacy notice"), max_length=20, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    due_on = models.DateField(_("answer due on"), editable=False)

    status = models.CharField(_("status"), max_length=16, choices=Status.choices, default=Status.RECEIVED)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answer = models.TextField(_("answer"), max_length=6000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    refer_to = models.CharField(_("whom to ask instead"), max_length=300, blank=True)

    public_subject = models.CharField(_("title of the published question"), max_length=150, blank=True)
    public_text = models.TextField(_("published question"), max_length=3000, blank=True)
    public_answer = models.TextField(_("published answer"), max_length=6000, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    scrubbed_at = models.DateTimeField(_("personal data removed"), null=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["due_on", "pk"]
        default_permissions = ("view", "change")
        permissions = [("publish_question", _("Can publish questions with their answers"))]
        indexes = [
            models.Index(fields=["status", "due_on"], name="contact_question_due"),
            models.Index(fields=["-published_at"], name="contact_question_public"),
        ]

    def __str__(self) -> str:
        # Stands in logs and in the history: nothing of the person, nothing of the question.
        return f"#{self.pk}"

    @property
    def spoken_code(self) -> str:
        """The code as it is shown to whoever asked."""
        return spoken(self.code)

    @property
    def public_status(self) -> str:
        """The status in the words of whoever asked."""
        return str(PUBLIC_LABELS[Status(self.status)])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def public_asker(self) -> str:
        """Initials if that was agreed to; never a name."""
        return initials(self.asker_name) if self.show_initials else ""

    @property
    def published_on(self) -> dt.date | None:
        return timezone.localdate(self.published_at) if self.published_at else None

    def scrub(self) -> None:
        """Remove the personal data; what was published stays, without its author."""
        self.asker_name = self.asker_email = self.asker_phone = ""
        self.subject, self.text, self.answer = self.public_subject, "", ""
        self.show_initials = False
        # The old code opens nothing any more.
        self.code = new_code()
        self.scrubbed_at = timezone.now()
        self.save()
