"""What may be done with a question: each step with its form, its right and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.contact import services
from cms.contact.enums import Status
from cms.contact.models import Question


class StepForm(forms.Form):
    """Base: a form about one question."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, prefix=type(self).__name__.lower(), **kwargs)
        self.question = question


class AssignForm(StepForm):
    """Who answers."""

    to = forms.ModelChoiceField(
        label=_("Who answers"),
        queryset=get_user_model().objects.none(),
        help_text=_("Those who may answer questions. The status becomes “Being answered”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = staff()  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = lambda user: user.get_full_name() or user.username  # type: ignore[attr-defined]
        self.initial["to"] = self.question.assigned_to_id


def staff() -> Any:
    """Accounts of this site that may answer questions."""
    right = Permission.objects.filter(content_type__app_label="contact", codename="change_question")
    by_group = Q(groups__permissions__in=right)
    return get_user_model().objects.filter(by_group, is_active=True).distinct().order_by("first_name", "last_name")


class AnswerForm(StepForm):
    """The answer, as whoever asked reads it."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Sent to the e-mail address, if there is one, and shown by the code. At most 6000 characters."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["answer"] = self.question.answer


class DeclineForm(StepForm):
    """Whom to ask instead."""

    refer_to = forms.CharField(
        label=_("Whom to ask instead"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name, address and telephone of the body in charge. At most 300 characters."),
    )


class PublishForm(StepForm):
    """The words for everybody."""

    subject = forms.CharField(label=_("Title"), max_length=150)
    text = forms.CharField(
        label=_("Question"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Take out names, classes, addresses and telephone numbers. At most 3000 characters."),
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("At most 6000 characters."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question = self.question
        self.initial["subject"] = question.public_subject or question.subject
        self.initial["text"] = question.public_text or question.text
        self.initial["answer"] = question.public_answer or question.answer


class WithdrawForm(StepForm):
    """Asks nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something a person may do."""

    title: str | Promise
    button: str | Promise
    done: str | Promise
    permission: str
    form: type[StepForm]
    is_open_to: Callable[[Question], bool]
    take: Callable[[Question, dict[str, Any], Any], None]
    is_serious: bool = False


def _may_be_answered(question: Question) -> bool:
    return question.status != Status.DECLINED and not question.published_at and not question.scrubbed_at


def _may_be_published(question: Question) -> bool:
    return question.status == Status.ANSWERED and not question.keep_private and not question.scrubbed_at


STEPS = {
    "tra-loi": Step(
        _("Answer"),
        _("Save and send the answer"),
        _("The answer is saved; whoever asked can read it now."),
        "change",
        AnswerForm,
        _may_be_answered,
        lambda question, data, by: services.answer(question, data["answer"], by=by),
    ),
    "giao": Step(
        _("Hand on"),
        _("Assign the question"),
        _("The question is assigned."),
        "change",
        AssignForm,
        lambda question: question.is_open,
        lambda question, data, by: services.assign(question, data["to"], by=by),
    ),
    "chuyen": Step(
        _("Not within our field"),
        _("Decline and say whom to ask"),
        _("Whoever asked knows now whom to turn to."),
        "change",
        DeclineForm,
        lambda question: question.is_open,
        lambda question, data, by: services.decline(question, data["refer_to"], by=by),
        is_serious=True,
    ),
    "dang": Step(
        _("Publish"),
        _("Publish question and answer"),
        _("Question and answer are published."),
        "publish",
        PublishForm,
        _may_be_published,
        lambda question, data, by: services.publish(question, **data, by=by),
    ),
    "go": Step(
        _("Take off the site"),
        _("Withdraw the published answer"),
        _("The answer is no longer on the site."),
        "publish",
        WithdrawForm,
        lambda question: bool(question.published_at),
        lambda question, data, by: services.withdraw(question, by=by),
        is_serious=True,
    ),
}
