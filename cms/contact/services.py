"""All that changes a question: one transaction each, logged with who, what and when, never with the words."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.contact import tasks
from cms.contact.enums import OPEN, Status
from cms.contact.models import Question
from cms.core import outbox
from cms.shared.working_days import add_working_days

logger = logging.getLogger(__name__)
# NĐ 43/2011 Điều 17.1.đ.
DAYS_TO_ANSWER = 15
# Personal data of a closed question are kept this long, for what may still come of it.
KEPT = dt.timedelta(days=365)


class NotPossible(Exception):
    """The question is not in a state for this; the words are for the person who tried."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor sent."""

    submission: UUID
    topic: str
    subject: str
    text: str
    asker_name: str
    asker_email: str
    asker_phone: str
    keep_private: bool
    show_initials: bool
    consent_version: str


@transaction.atomic
def receive(asked: Asked) -> Question:
    """Store a question and set the day of its answer; the same form sent again gives the same question."""
    today = timezone.localdate()
    values = {name: getattr(asked, name) for name in Asked.__slots__ if name != "submission"}
    question, is_new = Question.objects.get_or_create(
        submission=asked.submission,
        defaults={**values, "due_on": add_working_days(today, DAYS_TO_ANSWER)},
    )
    if is_new:
        logger.info("Question %s received, answer due on %s", question.pk, question.due_on)
        if question.asker_email:
            tasks.mail_receipt.enqueue(question.pk)
    return question


def assign(question: Question, to: Any, *, by: Any) -> None:
    """Say who answers."""

    def change(current: Question) -> None:
        current.assigned_to, current.status = to, Status.ANSWERING

    _change(question, "contact.assign", by, _only_open, change)


def answer(question: Question, text: str, *, by: Any) -> None:
    """Answer, or correct an answer that is not published; the asker gets an e-mail if there is an address."""

    def change(current: Question) -> None:
        current.answer, current.status, current.answered_at = text, Status.ANSWERED, timezone.now()
        _close(current)

    _change(question, "contact.answer", by, _not_declined, change)


def decline(question: Question, refer_to: str, *, by: Any) -> None:
    """Say that it is not ours, and whom to ask: at once (NĐ 43/2011 Điều 17.1.đ)."""

    def change(current: Question) -> None:
        current.refer_to, current.status, current.answered_at = refer_to, Status.DECLINED, timezone.now()
        _close(current)

    _change(question, "contact.decline", by, _only_open, change)


def publish(question: Question, *, subject: str, text: str, answer: str, by: Any) -> None:
    """Show question and answer to everybody, in words checked for publication."""

    def change(current: Question) -> None:
        current.public_subject, current.public_text, current.public_answer = subject, text, answer
        current.published_at = current.published_at or timezone.now()
        outbox.record(current)

    _change(question, "contact.publish", by, _may_be_published, change)


def withdraw(question: Question, *, by: Any) -> None:
    """Take a published answer off the site."""

    def change(current: Question) -> None:
        current.published_at = None
        outbox.record(current)

    _change(question, "contact.withdraw", by, lambda current: None, change)


@transaction.atomic
def _change(
    question: Question,
    action: str,
    by: Any,
    check: Callable[[Question], None],
    change: Callable[[Question], None],
) -> None:
    current = Question.objects.select_for_update().get(pk=question.pk)
    if current.scrubbed_at:
        raise NotPossible(_("The personal data of this question were removed; it can no longer be changed."))
    check(current)
    change(current)
    current.save()
    log(current, action, user=by)
    logger.info("Question %s: %s by user %s", current.pk, action, by.pk)


def _close(current: Question) -> None:
    """Tell whoever asked, and plan when their data go."""
    if current.asker_email:
        tasks.mail_outcome.enqueue(current.pk)
    tasks.scrub_question.using(run_after=timezone.now() + KEPT).enqueue(current.pk)


def _only_open(current: Question) -> None:
    if current.status not in OPEN:
        raise NotPossible(_("This question is closed already."))


def _not_declined(current: Question) -> None:
    if current.status == Status.DECLINED:
        raise NotPossible(_("This question is closed already."))
    if current.published_at:
        raise NotPossible(_("The answer is published. Withdraw it before you change it."))


def _may_be_published(current: Question) -> None:
    if current.keep_private:
        raise NotPossible(_("Whoever asked does not want this to be published."))
    if current.status != Status.ANSWERED:
        raise NotPossible(_("Only an answered question can be published."))


def plan_removals() -> None:
    """Plan the removal of personal data anew, for a school whose tasks stayed behind in another install."""
    closed = Question.objects.exclude(answered_at=None).filter(scrubbed_at=None)
    for pk, answered_at in closed.values_list("pk", "answered_at"):
        if answered_at:
            tasks.scrub_question.using(run_after=answered_at + KEPT).enqueue(pk)
