"""Closed lists of questions and answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """The field a question belongs to."""

    ENROLMENT = "tuyen-sinh", _("Enrolment, change of school")
    TEACHING = "day-hoc", _("Teaching and tests")
    MONEY = "khoan-thu", _("Dues and support")
    BOARDING = "ban-tru", _("Meals, boarding, health")
    SAFETY = "an-toan", _("Safety, buildings, transport")
    PAPERS = "giay-to", _("Papers and procedures")
    OTHER = "khac", _("Something else")


class Status(models.TextChoices):
    """Where a question stands, in the words of the staff."""

    RECEIVED = "received", _("New")
    ANSWERING = "answering", _("Being answered")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Not ours")


OPEN = (Status.RECEIVED, Status.ANSWERING)
# The same for whoever asked.
PUBLIC_LABELS = {
    Status.RECEIVED: _("Received"),
    Status.ANSWERING: _("Being answered"),
    Status.ANSWERED: _("Answered"),
    Status.DECLINED: _("Not within our field"),
}
