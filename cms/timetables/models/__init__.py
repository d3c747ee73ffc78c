"""Models of the timetables app."""

from cms.timetables.models.menu import MenuDay, MenuPage, MenuWeekPage
from cms.timetables.models.plan import PlanDay, PlanGoal, PlanMonthPage, PlanPage, PlanWeekPage
from cms.timetables.models.timetable import TimetablePage, TimetableTermPage

__all__ = [
    "MenuDay",
    "MenuPage",
    "MenuWeekPage",
    "PlanDay",
    "PlanGoal",
    "PlanMonthPage",
    "PlanPage",
    "PlanWeekPage",
    "TimetablePage",
    "TimetableTermPage",
]
