"""Mail to those who asked, and the removal of their data; a task carries a number, never a word of theirs."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from cms.contact.enums import Status
from tenants.registry import current_root_url, registry
from tenants.schema import connection

logger = logging.getLogger(__name__)
LOOK_UP = "/hoi-dap/tra-cuu/"


@task()
def mail_receipt(question_id: int) -> None:
    """Send the code and the day of the answer. Nothing the visitor wrote: the address may be a stranger's."""
    from cms.contact.models import Question

    question = Question.objects.filter(pk=question_id).exclude(asker_email="").first()
    school = registry.school_for_schema(connection.schema_name)
    if question is None or school is None:
        return
    values = {
        "school": school.name,
        "code": question.spoken_code,
        "due": f"{question.due_on:%d/%m/%Y}",
        "link": current_root_url() + LOOK_UP,
    }
    text = _(
        "%(school)s has received your question and answers by %(due)s.\n\n"
        "Your code: %(code)s\nLook up the answer: %(link)s\n\n"
        "If you have not asked anything, please ignore this message.\n"
    )
    _send(question.asker_email, _("Your question to %(school)s") % values, text % values)


@task()
def mail_outcome(question_id: int) -> None:
    """Send the answer, or whom to ask instead."""
    from cms.contact.models import Question

    question = Question.objects.filter(pk=question_id).exclude(asker_email="").first()
    school = registry.school_for_schema(connection.schema_name)
    if question is None or school is None:
        return
    values = {
        "school": school.name,
        "subject": question.subject,
        "answer": question.answer,
        "refer_to": question.refer_to,
    }
    if question.status == Status.DECLINED:
        text = _("Your question “%(subject)s” is not within the field of %(school)s. Please turn to:\n\n%(refer_to)s\n")
    else:
        text = _("%(school)s has answered your question “%(subject)s”:\n\n%(answer)s\n")
    _send(question.asker_email, _("The answer of %(school)s") % values, text % values)


@task()
def scrub_question(question_id: int) -> None:
    """Remove the personal data of one question when their time is over."""
    from cms.contact.models import Question
    from cms.contact.services import KEPT

    with transaction.atomic():
        question = Question.objects.select_for_update().filter(pk=question_id, scrubbed_at=None).first()
        # A corrected answer has a later task of its own.
        if question is None or question.answered_at is None or question.answered_at + KEPT > timezone.now():
            return
        question.scrub()
        logger.info("Personal data of question %s removed", question_id)


def _send(address: str, subject: str, text: str) -> None:
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address])
