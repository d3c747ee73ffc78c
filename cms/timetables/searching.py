"""How menus and plans are found: by what is cooked and what is learned."""

from typing import ClassVar

from cms.shared import searching
from cms.timetables.models import MenuWeekPage, PlanMonthPage, PlanWeekPage


@searching.finds("timetables.MenuWeekPage")
class FoundMenuWeek(searching.PageKind):
    """A week's menu with its dishes."""

    dishes: ClassVar[tuple[str, ...]] = ("breakfast", "lunch", "snack", "ingredients", "allergens", "closed")

    def body(self, page: MenuWeekPage) -> str:
        """The remark and each day's dishes."""
        return "\n".join([page.note, *searching.texts_of_rows(page.menu_days.all(), self.dishes)])


@searching.finds("timetables.PlanWeekPage")
class FoundPlanWeek(searching.PageKind):
    """A week's plan of each group."""

    parts: ClassVar[tuple[str, ...]] = ("group", "learning", "outdoor", "play", "afternoon")

    def body(self, page: PlanWeekPage) -> str:
        """Theme, remark and each day's activities."""
        return "\n".join([page.theme, page.note, *searching.texts_of_rows(page.plan_days.all(), self.parts)])


@searching.finds("timetables.PlanMonthPage")
class FoundPlanMonth(searching.PageKind):
    """A month's plan of each group."""

    parts: ClassVar[tuple[str, ...]] = ("group", "aims", "content")

    def body(self, page: PlanMonthPage) -> str:
        """Theme, remark and goals."""
        return "\n".join([page.theme, page.note, *searching.texts_of_rows(page.goals.all(), self.parts)])
