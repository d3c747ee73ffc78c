"""What the children of a preschool do: the month's theme and the week's plan (TT 09/2024 Điều 15.1)."""

import datetime as dt
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.core.models import BasePage
from cms.core.models.weekly import WeeklyIndexPage, WeekPage
from cms.core.weeks import DAYS, week_label
from cms.timetables.month_form import PlanMonthForm
from cms.timetables.months import first_of_month, month_label
from cms.timetables.plan_form import FIELDS, PlanWeekForm

# Of the current school year and a little more.
MOST_MONTHS = 12
GROUP_HELP = _("For example: Lá 1 (5–6 years). At most 60 characters.")


class PlanWeekPage(WeekPage):
    """The plan of one week, for each age group or class."""

    theme = models.CharField(
        _("theme"), max_length=150, blank=True, help_text=_("For example: Traffic on the road. At most 150 characters.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Stands above the tables. At most 300 characters.")
    )

    base_form_class = PlanWeekForm
    rows_relation = "plan_days"
    template: ClassVar[str] = "pages/plan_week_page.html"
    parent_page_types: ClassVar[list[str]] = ["timetables.PlanPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("What the children do in one week. To be published before the Saturday of the week before.")
    content_panels = [
        FieldRowPanel([WeekPage.date_panel, FieldPanel("theme")]),
        FieldPanel("note"),
        FieldPanel("pasted"),
        InlinePanel("plan_days", heading=_("Plan"), label=_("day of a group")),
    ]

    class Meta:
        verbose_name = _("education plan of a week")
        verbose_name_plural = _("education plans of weeks")

    @staticmethod
    def week_title(monday: dt.date) -> str:
        return gettext("Education plan, week %(week)s") % {"week": week_label(monday)}

    @property
    def groups(self) -> list[tuple[str, list[tuple[dt.date, "PlanDay"]]]]:
        """Each group with its days, in the order of the form."""
        order = list(dict.fromkeys(row.group for row in self.rows))
        rows = sorted(self.rows, key=lambda row: (order.index(row.group), row.day))
        return [
            (group, [(self.days[row.day], row) for row in found])
            for group, found in groupby(rows, key=lambda row: row.group)
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "week": self}


class PlanDay(Orderable):
    """What one group does on one day."""

    page = ParentalKey(PlanWeekPage, on_delete=models.CASCADE, related_name="plan_days")
    group = models.CharField(_("group or class"), max_length=60, help_text=GROUP_HELP)
    day = models.PositiveSmallIntegerField(_("day"), choices=DAYS, default=0)
    learning = models.CharField(
        _("learning"), max_length=300, blank=True, help_text=_("On a day off its reason. At most 300 characters.")
    )
    outdoor = models.CharField(_("outdoors"), max_length=300, blank=True, help_text=_("At most 300 characters."))
    play = models.CharField(_("play in corners"), max_length=300, blank=True, help_text=_("At most 300 characters."))
    afternoon = models.CharField(_("afternoon"), max_length=300, blank=True, help_text=_("At most 300 characters."))

    panels = [
        FieldRowPanel([FieldPanel("group"), FieldPanel("day")]),
        FieldRowPanel([FieldPanel("learning"), FieldPanel("outdoor")]),
        FieldRowPanel([FieldPanel("play"), FieldPanel("afternoon")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("day of a plan")
        verbose_name_plural = _("days of a plan")

    def __str__(self) -> str:
        return f"{self.group}, {self.get_day_display()}"  # type: ignore[attr-defined]

    @property
    def is_planned(self) -> bool:
        return any(getattr(self, name) for name in FIELDS)


class PlanMonthPage(BasePage):
    """The month: its theme, and for each group what the children shall learn. `date` is its first day."""

    theme = models.CharField(_("theme"), max_length=150, help_text=_("Theme of the month. At most 150 characters."))
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Festivals, excursions … At most 300 characters.")
    )

    base_form_class = PlanMonthForm
    template: ClassVar[str] = "pages/plan_month_page.html"
    is_list_item: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["timetables.PlanPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Theme and goals of one month. To be published before the 25th of the month before.")
    content_panels = [
        FieldRowPanel(
            [
                FieldPanel(
                    "date",
                    heading=_("month"),
                    help_text=_("Any day of the month."),
                    required_on_save=True,
                ),
                FieldPanel("theme"),
            ]
        ),
        FieldPanel("note"),
        InlinePanel("goals", heading=_("Goals"), label=_("group")),
    ]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("education plan of a month")
        verbose_name_plural = _("education plans of months")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.date = first_of_month(self.date or timezone.localdate())
        self.title = self.draft_title = gettext("Education plan, %(month)s") % {"month": month_label(self.date)}
        self.slug = f"thang-{self.date:%Y-%m}"
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save with the words by which lists know the month."""
        if self.date:
            self.list_label = month_label(self.date)
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "month": self}


class PlanGoal(Orderable):
    """What one group shall learn in the month, and how."""

    page = ParentalKey(PlanMonthPage, on_delete=models.CASCADE, related_name="goals")
    group = models.CharField(_("group or class"), max_length=60, help_text=GROUP_HELP)
    aims = models.TextField(_("goals"), max_length=1500, help_text=_("One in a line. At most 1500 characters."))
    content = models.TextField(
        _("content"),
        max_length=1500,
        blank=True,
        help_text=_("What is done for it, one thing in a line. At most 1500 characters."),
    )

    panels = [
        FieldPanel("group"),
        FieldPanel("aims", widget=forms.Textarea(attrs={"rows": 4})),
        FieldPanel("content", widget=forms.Textarea(attrs={"rows": 4})),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("goals of a group")
        verbose_name_plural = _("goals of groups")

    def __str__(self) -> str:
        return self.group


class PlanPage(WeeklyIndexPage):
    """The plans: this week's first, with the month it belongs to; others by their address."""

    week_model = PlanWeekPage
    template: ClassVar[str] = "pages/plan_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["timetables.PlanWeekPage", "timetables.PlanMonthPage"]
    page_description = _("Plans of weeks and months.")
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("education plans")
        verbose_name_plural = _("education plans")

    def published_months(self) -> Any:
        """Return the months that visitors see, the latest first."""
        return PlanMonthPage.objects.child_of(self).live().filter(date__isnull=False).order_by("-date")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        months = list(self.published_months()[:MOST_MONTHS])
        context["today"] = today
        context["month"] = next((month for month in months if month.date == first_of_month(today)), None)
        context["months"] = [month for month in months if month != context["month"]]
        return context
