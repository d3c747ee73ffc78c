"""How timetables, menus and plans are found: by class, by what is cooked and what is learned."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from cms.core import outbox
from cms.core.grades import grade_of_class
from cms.shared import searching
from cms.shared.findable import Findable
from cms.shared.page_texts import texts_of_rows
from cms.timetables.grid import class_slug
from cms.timetables.models import MenuWeekPage, PlanMonthPage, PlanWeekPage, TimetableTermPage

# The one in force and the one that comes, or the one before: nobody looks for a class's lessons of years ago.
TERMS_BY_CLASS = 2


@searching.finds("timetables.TimetableTermPage")
class FoundTimetable(searching.PageKind):
    """A timetable, and in the newest ones each class's own."""

    version: ClassVar[int] = 2

    def more(self, page: TimetableTermPage) -> Iterable[Findable]:
        """The classes, each at its own address."""
        if page.pk not in _newest_terms(page):
            return
        grid, said = page.grid, self.of_page(page)
        for position, name in enumerate(grid.classes):
            slug, lessons = class_slug(name), (row.lessons[position] for row in grid.rows)
            yield replace(
                said,
                title=_("Timetable of class %(class_name)s") % {"class_name": name},
                path=f"{said.path}{slug}/",
                body=", ".join(dict.fromkeys(filter(None, lessons))),
                grade=grade_of_class(name),
                part=slug,
            )


def _newest_terms(page: TimetableTermPage) -> list[int]:
    terms = TimetableTermPage.objects.sibling_of(page).live().filter(date__isnull=False)
    return list(terms.order_by("-date", "-pk").values_list("pk", flat=True)[:TERMS_BY_CLASS])


@receiver([page_published, page_unpublished, post_delete], sender=TimetableTermPage)
def look_at_other_terms(sender: type, instance: TimetableTermPage, **kwargs: Any) -> None:
    """A new timetable takes the place of an older one, one that goes gives it back."""
    others = TimetableTermPage.objects.live().exclude(pk=instance.pk).order_by("-date", "-pk")
    newest = list(others.values_list("pk", flat=True)[: TERMS_BY_CLASS + 1])
    outbox.record_ids(TimetableTermPage, newest, seen=False)


@searching.finds("timetables.MenuWeekPage")
class FoundMenuWeek(searching.PageKind):
    """A week's menu with its dishes."""

    dishes: ClassVar[tuple[str, ...]] = ("breakfast", "lunch", "snack", "ingredients", "allergens", "closed")

    def body(self, page: MenuWeekPage) -> str:
        """The remark and each day's dishes."""
        return "\n".join([page.note, *texts_of_rows(page.menu_days.all(), self.dishes)])


@searching.finds("timetables.PlanWeekPage")
class FoundPlanWeek(searching.PageKind):
    """A week's plan of each group."""

    parts: ClassVar[tuple[str, ...]] = ("group", "learning", "outdoor", "play", "afternoon")

    def body(self, page: PlanWeekPage) -> str:
        """Theme, remark and each day's activities."""
        return "\n".join([page.theme, page.note, *texts_of_rows(page.plan_days.all(), self.parts)])


@searching.finds("timetables.PlanMonthPage")
class FoundPlanMonth(searching.PageKind):
    """A month's plan of each group."""

    parts: ClassVar[tuple[str, ...]] = ("group", "aims", "content")

    def body(self, page: PlanMonthPage) -> str:
        """Theme, remark and goals."""
        return "\n".join([page.theme, page.note, *texts_of_rows(page.goals.all(), self.parts)])
