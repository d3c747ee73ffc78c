"""Decisions and marks that stand behind a site and that only its people know."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.core import outbox


class SecurityLevel(models.IntegerChoices):
    """Levels of an information system (NĐ 85/2016)."""

    ONE = 1, _("Level 1")
    TWO = 2, _("Level 2")
    THREE = 3, _("Level 3")
    FOUR = 4, _("Level 4")
    FIVE = 5, _("Level 5")


@register_setting(icon="clipboard-list", order=110)
class Governance(BaseGenericSetting):
    """What the check of requirements needs and no page says."""

    board_number = models.CharField(
        _("number of the decision"),
        max_length=60,
        blank=True,
        help_text=_(
            "Decision that sets up the editorial board, for example 15/QĐ-THPH (TT 37/2020, Article 11). "
            "At most 60 characters."
        ),
    )
    board_date = models.DateField(_("date of the decision"), null=True, blank=True)
    board_head = models.CharField(
        _("head of the board"), max_length=120, blank=True, help_text=_("Name and post. At most 120 characters.")
    )
    board_editors = models.TextField(
        _("editors"), max_length=1000, blank=True, help_text=_("One name on each line. At most 1,000 characters.")
    )
    board_administrator = models.CharField(
        _("administrator of the site"), max_length=120, blank=True, help_text=_("Name. At most 120 characters.")
    )
    assignment_number = models.CharField(
        _("number of the decision"),
        max_length=60,
        blank=True,
        help_text=_(
            "Decision that names the leader and the administrators of the information systems "
            "(scoring of the city's education department, item 4.2). At most 60 characters."
        ),
    )
    assignment_date = models.DateField(_("date of the decision"), null=True, blank=True)
    security_level = models.PositiveSmallIntegerField(
        _("security level"),
        choices=SecurityLevel.choices,
        null=True,
        blank=True,
        help_text=_("Level approved for this information system (NĐ 85/2016)."),
    )
    security_number = models.CharField(
        _("number of the decision"), max_length=60, blank=True, help_text=_("At most 60 characters.")
    )
    security_date = models.DateField(_("date of the decision"), null=True, blank=True)
    trust_label = models.CharField(
        _("code of the trust label"),
        max_length=60,
        blank=True,
        help_text=_("Given by tinnhiemmang.vn; shown at the foot of every page. At most 60 characters."),
    )
    assessed_on = models.DateField(
        _("last security assessment"),
        null=True,
        blank=True,
        help_text=_("Once in twelve months (plan of the office for 2025, item 2.6)."),
    )
    school_system_url = models.URLField(
        _("school management system"),
        blank=True,
        help_text=_(
            "Optional (TT 37/2020, Article 9): address of the system with pupils' records and results; "
            "linked at the foot of every page."
        ),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("board_number"), FieldPanel("board_date")]),
                FieldPanel("board_head"),
                FieldPanel("board_editors"),
                FieldPanel("board_administrator"),
            ],
            heading=_("Editorial board"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("assignment_number"), FieldPanel("assignment_date")])],
            heading=_("Leader and administrators of the information systems"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("security_level"),
                FieldRowPanel([FieldPanel("security_number"), FieldPanel("security_date")]),
                FieldRowPanel([FieldPanel("trust_label"), FieldPanel("assessed_on")]),
            ],
            heading=_("Information security"),
        ),
        MultiFieldPanel([FieldPanel("school_system_url")], heading=_("Other systems")),
    ]

    class Meta:
        verbose_name = _("decisions and marks")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and void the pages whose foot shows it: all."""
        super().save(*args, **kwargs)
        outbox.record(self)

    @property
    def editors(self) -> list[str]:
        """The names, one per line of the field."""
        return [line.strip() for line in self.board_editors.splitlines() if line.strip()]
