"""The demo's calendar, schedules, menus and timetables. All days count from today: the demo is never stale."""

from __future__ import annotations

import datetime as dt
import zlib
from html import escape
from random import Random
from typing import Any

from django.utils import timezone
from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import outbox
from cms.core.models import BasePage
from cms.core.school_years import FIRST_MONTH, SchoolYear
from cms.core.weeks import WEEK, days_of, local_moment, this_monday
from cms.demo import plans
from cms.demo.schools import DATA, SchoolSpec, read_yaml
from cms.events.models import EventIndexPage, EventPage, TermDate, WorkEntry, WorkSchedulePage, WorkWeekPage
from cms.shared.working_days import days_off
from cms.timetables.models import MenuDay, MenuPage, MenuWeekPage, TimetablePage, TimetableTermPage
from tenants.tasks import index_tasks_dropped

SUNDAY = 6
OFFICE = "office"
# The schools hold the same kinds of events, not all on the same day.
DAYS_APART = 7
MORNING_HOURS, AFTERNOON_HOURS = 4, 3
GRADES = {"primary": range(1, 6), "lower_secondary": range(6, 10)}


def load_calendar(kind: str, spec: SchoolSpec | None = None) -> None:
    """Write the calendar of the current site, and what its kind of school has besides."""
    plan = read_yaml(DATA / "calendar.yaml")
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        _load_events(kind, spec)
        _load_terms(plan["terms"])
        if kind == OFFICE:
            _load_schedule(plan["schedule"])
        if kind == "preschool":
            _load_menus(plan["menus"])
            plans.load()
        if spec is not None and kind in GRADES:
            _load_timetable(spec, plan["subjects"][kind])


def _load_events(kind: str, spec: SchoolSpec | None) -> None:
    index = EventIndexPage.objects.first()
    later = zlib.crc32(spec.slug.encode()) % DAYS_APART if spec else 0
    for row in read_yaml(DATA / "events.yaml"):
        if index is not None and kind in row["kinds"]:
            index.add_child(instance=_event(row, later))


def _event(row: dict[str, Any], later: int) -> EventPage:
    later = later if row["day"] > 0 else 0
    first = _working_day(row["day"] + later)
    last = max(_working_day(row["end"] + later), first + dt.timedelta(days=1)) if "end" in row else None
    published = timezone.now() - dt.timedelta(days=max(3, 3 - row["day"]))
    return EventPage(
        title=row["title"],
        summary=row["summary"],
        kind=row["kind"],
        date=first,
        end_date=last,
        start_time=_hour(row.get("begins")),
        end_time=_hour(row.get("ends")),
        all_day="begins" not in row,
        place=row.get("place", ""),
        organiser=row.get("organiser", ""),
        audience=row["audience"],
        state=row.get("state", "planned"),
        state_note=row.get("note", ""),
        meeting_url="https://hop.tptdm.edu.vn/phong-hop" if row.get("online") else "",
        meeting_details="Mã phòng: 824 115 306" if row.get("online") else "",
        body=[("paragraph", RichText(f"<p>{escape(row['text'])}</p>"))],
        first_published_at=published,
        last_published_at=published,
    )


def _hour(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


def _working_day(days: int) -> dt.date:
    """Return that many days from today; nothing takes place on a Sunday."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return day + dt.timedelta(days=1) if day.weekday() == SUNDAY else day


def _load_terms(rows: list[dict[str, Any]]) -> None:
    index, year = EventIndexPage.objects.first(), SchoolYear.current()
    if index is None:
        return
    TermDate.objects.bulk_create(
        TermDate(
            page=index,
            title=row["title"],
            kind=row["kind"],
            start=_of_year(year, row["start"]),
            end=_of_year(year, row["end"]) if "end" in row else None,
            sort_order=position,
        )
        for position, row in enumerate(rows)
    )
    index.save()


def _of_year(year: SchoolYear, text: str) -> dt.date:
    month, day = (int(part) for part in text.split("-"))
    return dt.date(year.start if month >= FIRST_MONTH else year.start + 1, month, day)


def _load_schedule(rows: list[dict[str, Any]]) -> None:
    section = WorkSchedulePage.objects.first()
    for weeks in (-2, -1, 0, 1):
        monday = this_monday() + weeks * WEEK
        page = WorkWeekPage(date=monday, **_published(local_moment(monday - dt.timedelta(days=3), dt.time(16, 30))))
        page.entries = [WorkEntry(sort_order=n, **row) for n, row in enumerate(rows)]
        if section is not None and (weeks < 1 or page.first_published_at < timezone.now()):
            section.add_child(instance=page)


def _load_menus(rows: list[dict[str, Any]]) -> None:
    section = MenuPage.objects.first()
    for weeks in (-2, -1, 0, 1):
        monday = this_monday() + weeks * WEEK
        page = MenuWeekPage(date=monday, **_published(local_moment(monday - dt.timedelta(days=4), dt.time(15))))
        chosen = [rows[(day + 5 * weeks) % len(rows)] for day in range(5)]
        closed = days_off(monday, monday + dt.timedelta(days=4))
        page.menu_days = [
            MenuDay(day=day, sort_order=day, **({"closed": closed[date]} if date in closed else chosen[day]))
            for day, date in enumerate(days_of(monday, 5))
        ]
        if section is not None:
            section.add_child(instance=page)


def _published(moment: dt.datetime) -> dict[str, dt.datetime]:
    when = min(moment, timezone.now())
    return {"first_published_at": when, "last_published_at": when}


def _load_timetable(spec: SchoolSpec, subjects: dict[str, int]) -> None:
    section: BasePage | None = TimetablePage.objects.first()
    if section is None:
        return
    year = SchoolYear.current()
    day = min(_of_year(year, "09-07"), timezone.localdate())
    classes = _classes(spec)
    rng = Random(spec.slug)
    weeks = [_lessons(rng, subjects) for _ in classes]
    hours = [("sang", hour) for hour in range(1, MORNING_HOURS + 1)]
    hours += [("chieu", hour) for hour in range(1, AFTERNOON_HOURS + 1)]
    rows = [
        [weekday, session, hour, *(week[weekday * len(hours) + position] for week in weeks)]
        for weekday in range(5)
        for position, (session, hour) in enumerate(hours)
    ]
    page = TimetableTermPage(date=day, term="hk1", data={"classes": classes, "rows": rows})
    section.add_child(instance=page)


def _classes(spec: SchoolSpec) -> list[str]:
    grades = GRADES[spec.kind]
    each = max(1, spec.classes // len(grades))
    if spec.kind == "primary":
        return [f"{grade}{'ABCDEFGHIK'[n]}" for grade in grades for n in range(min(each, 10))]
    return [f"{grade}/{n}" for grade in grades for n in range(1, each + 1)]


def _lessons(rng: Random, subjects: dict[str, int]) -> list[str]:
    """Return a week's lessons of one class: the first is the flag ceremony, hours too many stay free."""
    lessons = [name for name, count in subjects.items() for _ in range(count)]
    rng.shuffle(lessons)
    total = 5 * (MORNING_HOURS + AFTERNOON_HOURS)
    week = ["Chào cờ", *lessons, *[""] * total][:total]
    week[MORNING_HOURS * 5 + AFTERNOON_HOURS * 5 - 1] = "Sinh hoạt lớp"
    return week
