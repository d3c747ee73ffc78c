"""What is published week after week: a section with a page per week, the present one first."""

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core.daily import DailyPage
from cms.core.models.base import BasePage
from cms.core.weeks import WEEK, days_of, monday_of, this_monday, week_label

WEEKS_PER_PAGE = 20
SATURDAY = 5


class WeekPage(BasePage):
    """One week. `date` is its Monday; title and address follow from it."""

    is_list_item: ClassVar[bool] = True
    # The relation that holds the rows of the week.
    rows_relation = ""
    promote_panels: list[Any] = []
    date_panel = FieldPanel(
        "date", heading=_("week"), help_text=_("Any day of the week; its Monday counts."), required_on_save=True
    )

    class Meta(BasePage.Meta):
        abstract = True
        indexes: list[models.Index] = []

    @staticmethod
    def week_title(monday: dt.date) -> str:
        """Return the title of a week's page."""
        raise NotImplementedError

    @property
    def monday(self) -> dt.date:
        return self.date or this_monday()

    @property
    def days(self) -> list[dt.date]:
        return days_of(self.monday)

    @property
    def rows(self) -> list[Any]:
        """All rows of the week, in the order of the form."""
        return list(getattr(self, self.rows_relation).all())

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.date = monday_of(self.date) if self.date else this_monday() + WEEK
        self.title = self.draft_title = self.week_title(self.date)
        self.slug = f"{self.date:%Y-%m-%d}"
        super().full_clean(*args, **kwargs)

    def clean_is_free(self, parent: BasePage) -> None:
        """A week has one page: say so where the week is chosen."""
        others = BasePage.objects.child_of(parent).filter(slug=f"{self.date:%Y-%m-%d}").exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"date": _("There is a page for this week already; change that one.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save with the words by which lists know the week."""
        if self.date:
            self.list_label = week_label(self.date)
        return super().save(*args, **kwargs)


class WeeklyIndexPage(DailyPage, BasePage):
    """The section: this week open, the next one folded if it is published, older ones in a list."""

    week_model: type[WeekPage]

    class Meta(BasePage.Meta):
        abstract = True
        indexes: list[models.Index] = []

    def published_weeks(self) -> Any:
        """Return the weeks that visitors see, the latest first."""
        return self.week_model.objects.child_of(self).live().filter(date__isnull=False).order_by("-date")

    def week_of(self, monday: dt.date) -> Any:
        """Return the published page of a week, or None."""
        return self.published_weeks().filter(date=monday).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        monday = this_monday()
        near = {week.date: week for week in self.published_weeks().filter(date__in=[monday, monday + WEEK])}
        older = self.published_weeks().filter(date__lt=monday)
        context["this_week"] = near.get(monday)
        context["next_week"] = near.get(monday + WEEK)
        # At the week's end people look ahead.
        context["next_first"] = bool(context["next_week"]) and timezone.localdate().weekday() >= SATURDAY
        context["monday"] = monday
        context["page_obj"] = Paginator(older, WEEKS_PER_PAGE).get_page(request.GET.get("trang"))
        return context
