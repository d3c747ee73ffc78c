"""What somebody said in a consultation."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions asked of comments."""

    def shown(self) -> "CommentQuerySet":
        """Those that visitors may read, in the order in which they came."""
        return self.filter(state=Comment.State.APPROVED).order_by("created_at", "pk")

    def waiting(self) -> "CommentQuerySet":
        """Those nobody has decided on, the oldest first."""
        return self.filter(state=Comment.State.WAITING).order_by("created_at", "pk")


class Comment(models.Model):
    """A visitor's comment: shown after approval; the e-mail address never."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for approval")
        APPROVED = "approved", _("shown")
        HIDDEN = "hidden", _("hidden")

    # From the form: sent twice on a weak line, it makes one row.
    submission = models.UUIDField(unique=True, editable=False)
    consultation = models.ForeignKey(
        "consultations.ConsultationPage",
        verbose_name=_("consultation"),
        on_delete=models.CASCADE,
        related_name="comments",
        editable=False,
    )
    name = models.CharField(_("name"), max_length=120, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True, editable=False)
    text = models.TextField(_("comment"), max_length=3000, editable=False)
    consent_version = models.CharField(max_length=40, blank=True, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State.choices,
        default=State.WAITING,
        help_text=_("Only what is “shown” can be read by visitors, with the name if one was given."),
    )
    answer = models.TextField(
        _("answer"),
        max_length=3000,
        blank=True,
        help_text=_("Shown under the comment. Leave empty if none is needed. At most 3000 characters."),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["consultation", "state"], name="consultations_shown")]

    def __str__(self) -> str:
        # Stands in histories and logs: nothing of the person.
        return str(_("Comment %(number)s") % {"number": self.pk})

    @property
    def author(self) -> str:
        """The name to show."""
        return self.name or str(_("A visitor"))

    def scrub(self) -> None:
        """Forget the person; of what was never shown, the words too."""
        self.name = self.email = self.consent_version = ""
        if self.state != self.State.APPROVED:
            self.text = ""

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        from cms.core import outbox

        deleted = super().delete(*args, **kwargs)
        outbox.record(self.consultation)
        return deleted
