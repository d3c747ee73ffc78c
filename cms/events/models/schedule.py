"""What the leaders do this week (lịch công tác tuần)."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.core.models.weekly import WeeklyIndexPage, WeekPage
from cms.core.weeks import DAYS, week_label
from cms.events.enums import Session
from cms.events.schedule_form import WorkWeekForm


class WorkWeekPage(WeekPage):
    """The leaders' work of one week (NĐ 43/2011 Điều 10.1.c)."""

    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Stands above the table. At most 300 characters.")
    )

    base_form_class = WorkWeekForm
    rows_relation = "entries"
    template: ClassVar[str] = "pages/work_week_page.html"
    parent_page_types: ClassVar[list[str]] = ["events.WorkSchedulePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("The leaders' schedule of one week. Begins with a copy of the latest one.")
    content_panels = [
        FieldRowPanel([WeekPage.date_panel, FieldPanel("note")]),
        FieldPanel("pasted"),
        InlinePanel("entries", heading=_("Schedule"), label=_("entry")),
    ]

    class Meta:
        verbose_name = _("work schedule of a week")
        verbose_name_plural = _("work schedules of weeks")

    @staticmethod
    def week_title(monday: dt.date) -> str:
        return gettext("Work schedule, week %(week)s") % {"week": week_label(monday)}

    @property
    def by_day(self) -> list[tuple[dt.date, list["WorkEntry"]]]:
        """The entries of each day that has any, in the order of the day."""
        entries: Iterable[WorkEntry] = sorted(self.rows, key=lambda e: (e.day, e.session, e.time, e.sort_order or 0))
        return [(self.days[day], list(group)) for day, group in groupby(entries, key=lambda entry: entry.day)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "week": self}


class WorkEntry(Orderable):
    """What one leader does in one part of one day."""

    page = ParentalKey(WorkWeekPage, on_delete=models.CASCADE, related_name="entries")
    day = models.PositiveSmallIntegerField(_("day"), choices=DAYS, default=0)
    session = models.CharField(_("part of the day"), max_length=12, choices=Session.choices, default=Session.MORNING)
    time = models.CharField(_("hour"), max_length=20, blank=True, help_text=_("For example 07:30."))
    leader = models.CharField(
        _("leader"), max_length=150, help_text=_("Post and name, as they stand in the table. At most 150 characters.")
    )
    content = models.CharField(_("content"), max_length=500, help_text=_("At most 500 characters."))
    place = models.CharField(_("place"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("session"), FieldPanel("time")]),
        FieldPanel("content"),
        FieldRowPanel([FieldPanel("leader"), FieldPanel("place")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("entries")

    def __str__(self) -> str:
        return self.content


class WorkSchedulePage(WeeklyIndexPage):
    """The leaders' work schedules: this week's first, older ones by their address."""

    week_model = WorkWeekPage
    template: ClassVar[str] = "pages/work_schedule_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "home.PortalHomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["events.WorkWeekPage"]
    page_description = _("What the leaders do, week by week.")

    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("leaders' work schedule")
        verbose_name_plural = _("leaders' work schedules")
