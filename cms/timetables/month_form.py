"""The form of a month's education plan: begins with the groups of the latest one."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.forms import PageForm
from cms.core.models import BasePage
from cms.timetables.months import first_of_month, month_after


class PlanMonthForm(PageForm):
    """A month has one plan; a new one is for the first month that has none."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        instance, parent = kwargs.get("instance"), kwargs.get("parent_page")
        if instance is not None and instance.pk is None and not instance.date and parent is not None:
            self._begin(instance, parent)
        super().__init__(data, *args, **kwargs)

    def _begin(self, month: Any, parent: BasePage) -> None:
        from cms.timetables.models import PlanGoal

        this = first_of_month(timezone.localdate())
        latest = type(month).objects.child_of(parent).filter(date__isnull=False).order_by("-date").first()
        month.date = max(month_after(latest.date), this) if latest else this
        month.goals = [PlanGoal(group=goal.group) for goal in latest.goals.all()] if latest else []

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if day := data.get("date"):
            others = BasePage.objects.child_of(self.parent_page).filter(slug=f"thang-{day:%Y-%m}")
            if others.exclude(pk=self.instance.pk).exists():
                self.add_error("date", _("There is a plan for this month already; change that one."))
        return data
