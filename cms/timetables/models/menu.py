"""What the children eat, day by day (TT 09/2024 Điều 7.1.d, 9.1.đ, 15)."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.core.models.weekly import WeeklyIndexPage, WeekPage
from cms.core.weeks import DAYS, week_label
from cms.timetables.menu_form import MenuWeekForm


class MenuWeekPage(WeekPage):
    """The menu of one week."""

    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Stands above the table. At most 300 characters.")
    )

    base_form_class = MenuWeekForm
    rows_relation = "menu_days"
    template: ClassVar[str] = "pages/menu_week_page.html"
    parent_page_types: ClassVar[list[str]] = ["timetables.MenuPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("The menu of one week. To be published before the Saturday of the week before.")
    content_panels = [
        FieldRowPanel([WeekPage.date_panel, FieldPanel("note")]),
        FieldPanel("pasted"),
        InlinePanel("menu_days", heading=_("Days of the week"), label=_("day"), max_num=7),
    ]

    class Meta:
        verbose_name = _("menu of a week")
        verbose_name_plural = _("menus of weeks")

    @staticmethod
    def week_title(monday: dt.date) -> str:
        return gettext("Menu, week %(week)s") % {"week": week_label(monday)}

    @property
    def by_day(self) -> list[tuple[dt.date, "MenuDay"]]:
        """The days with their date, Monday first."""
        return [(self.days[row.day], row) for row in sorted(self.rows, key=lambda row: row.day)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "week": self}


class MenuDay(Orderable):
    """What is eaten on one day."""

    page = ParentalKey(MenuWeekPage, on_delete=models.CASCADE, related_name="menu_days")
    day = models.PositiveSmallIntegerField(_("day"), choices=DAYS, default=0)
    breakfast = models.CharField(_("breakfast"), max_length=250, blank=True, help_text=_("At most 250 characters."))
    lunch = models.CharField(_("lunch"), max_length=250, blank=True, help_text=_("At most 250 characters."))
    snack = models.CharField(_("afternoon snack"), max_length=250, blank=True, help_text=_("At most 250 characters."))
    ingredients = models.CharField(
        _("main ingredients"), max_length=300, blank=True, help_text=_("At most 300 characters.")
    )
    allergens = models.CharField(
        _("may cause allergies"),
        max_length=200,
        blank=True,
        help_text=_("For example: milk, egg, prawn, peanut. At most 200 characters."),
    )
    closed = models.CharField(
        _("no meals because"), max_length=120, blank=True, help_text=_("Only for a day off, with its reason.")
    )

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("closed")]),
        FieldRowPanel([FieldPanel("breakfast"), FieldPanel("lunch"), FieldPanel("snack")]),
        FieldRowPanel([FieldPanel("ingredients"), FieldPanel("allergens")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("day of a menu")
        verbose_name_plural = _("days of a menu")

    def __str__(self) -> str:
        return str(self.get_day_display())  # type: ignore[attr-defined]

    @property
    def has_meals(self) -> bool:
        return bool(self.breakfast or self.lunch or self.snack)


class MenuPage(WeeklyIndexPage):
    """The menus: today's first, then the week's, the next week's; older ones by their address."""

    week_model = MenuWeekPage
    template: ClassVar[str] = "pages/menu_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["timetables.MenuWeekPage"]
    page_description = _("The menus, week by week.")
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("menus")
        verbose_name_plural = _("menus")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today, week = timezone.localdate(), context["this_week"]
        context["today"] = today
        context["today_menu"] = dict(week.by_day).get(today) if week else None
        return context
