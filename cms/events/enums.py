"""Closed lists of the events app. The values of kinds stand in addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What sort of event it is; parents filter by it."""

    CEREMONY = "le-ky-niem", _("Ceremony")
    PARENTS = "hop-phu-huynh", _("Parents' meeting")
    ACTIVITY = "hoat-dong", _("Activity")
    SPORT = "van-nghe-the-thao", _("Arts and sport")
    EXAM = "kiem-tra-thi", _("Exam or contest")
    ADMISSION = "tuyen-sinh", _("Admission")
    TRAINING = "chuyen-de-tap-huan", _("Training")
    MEETING = "hop-hoi-nghi", _("Meeting or conference")
    HEALTH = "y-te", _("Health")
    OTHER = "khac", _("Other")


class EventState(models.TextChoices):
    """Whether it takes place."""

    PLANNED = "planned", _("takes place as planned")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class TermDateKind(models.TextChoices):
    """What a milestone of the school year is."""

    TERM = "term", _("Term")
    CEREMONY = "ceremony", _("Ceremony")
    EXAM = "exam", _("Exams")
    BREAK = "break", _("Days off")
    OTHER = "other", _("Other")


class Session(models.TextChoices):
    """Part of a working day."""

    MORNING = "1-morning", _("Morning")
    AFTERNOON = "2-afternoon", _("Afternoon")
    EVENING = "3-evening", _("Evening")
    ALL_DAY = "0-all-day", _("All day")
