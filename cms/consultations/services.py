"""Changes of comments: received, decided on, forgotten."""

import logging
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from cms.core import outbox

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

    from cms.consultations.models import Comment, ConsultationPage

logger = logging.getLogger(__name__)


@transaction.atomic
def receive_comment(page: "ConsultationPage", data: dict[str, Any], *, consent_version: str) -> "Comment":
    """Keep a comment until somebody decides; sent twice, it is kept once."""
    from cms.consultations.models import Comment

    comment, created = Comment.objects.get_or_create(
        submission=data["submission"],
        defaults={
            "consultation": page,
            "text": data["text"],
            "name": data["name"],
            "email": data["email"],
            "consent_version": consent_version,
        },
    )
    if created:
        logger.info("Comment %s received for consultation %s", comment.pk, page.pk)
    return comment


@transaction.atomic
def decide_comment(comment: "Comment", user: "AbstractUser", *, state: str, answer: str) -> "Comment":
    """Show or hide a comment, with or without an answer; visitors see it at once."""
    comment.state, comment.answer = state, answer.strip()
    comment.decided_by_id, comment.decided_at = user.pk, timezone.now()
    comment.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    outbox.record(comment.consultation)
    logger.info("Comment %s is %s, decided by user %s", comment.pk, state, user.pk)
    return comment


@transaction.atomic
def forget_commenters(page: "ConsultationPage") -> int:
    """Scrub all comments of a consultation; returns how many. What was shown stays, without names."""
    comments = list(page.comments.select_for_update())
    for comment in comments:
        comment.scrub()
        comment.save(update_fields=["name", "email", "consent_version", "text"])
    outbox.record(page)
    logger.info("Commenters of consultation %s forgotten: %s comments", page.pk, len(comments))
    return len(comments)
