from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cms.contact.models import Question
from cms.contact.viewsets import FaqViewSet, QuestionViewSet, WorkingDayViewSet
from cms.core import waiting


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[FaqViewSet | QuestionViewSet | WorkingDayViewSet]:
    """Questions, frequent questions, and at the portal the calendar by which terms are counted."""
    return [QuestionViewSet(), FaqViewSet(), WorkingDayViewSet()]


@hooks.register(waiting.HOOK)
def open_questions(user: Any) -> list[waiting.Work]:
    """On the dashboard of those who answer."""
    count = Question.objects.open().count() if user.has_perm("contact.change_question") else 0
    if not count:
        return []
    label = ngettext("%(count)d question waits for an answer", "%(count)d questions wait for an answer", count)
    late = Question.objects.overdue().exists()
    return [waiting.Work(reverse("questions:index"), label % {"count": count}, is_late=late)]


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Steps of a question in the site's history: who and when, never the words."""
    actions.register_action("contact.assign", _("Assign a question"), _("Question assigned"))
    actions.register_action("contact.answer", _("Answer a question"), _("Question answered"))
    actions.register_action("contact.decline", _("Decline a question"), _("Question declined"))
    actions.register_action("contact.publish", _("Publish an answer"), _("Answer published"))
    actions.register_action("contact.withdraw", _("Withdraw an answer"), _("Answer withdrawn"))
