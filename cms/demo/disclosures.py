"""Six school years of disclosures for a demo school: under both circulars, some late, missing or corrected."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import outbox
from cms.demo import loader
from cms.demo.disclosed import circular_09, circular_36
from cms.demo.disclosed.papers import Papers
from cms.demo.disclosed.population import YearFigures, year_figures
from cms.demo.disclosed.sheets import chance
from cms.demo.disclosed.words import words
from cms.demo.schools import SchoolSpec
from cms.disclosures import history, services
from cms.disclosures.annual_report import composing
from cms.disclosures.annual_report import services as reports
from cms.disclosures.history import Past
from tenants.models import School
from tenants.tasks import index_tasks_dropped

OLD_YEARS, YEARS, OPEN_YEAR = (2021, 2022, 2023), (2024, 2025), 2026
REPORT_YEARS = (2024, 2025)
# The number of a school in the list and the year.
NO_REPORT, UNFINISHED_REPORT = {(5, 2025), (11, 2024), (11, 2025)}, {(8, 2025)}
FEES = ("tc-2", "5.2")
# What a school tells when a year has just begun.
AT_THE_START = ("4.", "5.2", "7.1", "9.1", "7.2.a", "9.2.a")
# Under the old circular: pledge, rooms and staff stand there when the year opens, its results at its end.
AT_THE_OPENING = ("bm01", "bm03", "bm04", "bm05", "bm07", "bm08", "bm09", "bm11", "bm12")
CORRECTED = ("bm02", "bm06", "bm10", "7.2.a", "9.2.a")
REASON = "Bổ sung 3 học sinh chuyển đến trong tháng 6 chưa được tính ở lần công bố đầu"
# The number of a school in the list -> what is wrong with it. The others are complete and on time.
LATE = {(3, 2025): 19, (9, 2025): 33, (5, 2023): 55, (10, 2024): 8, (12, 2022): 40}
MISSING = {
    (3, 2025): ("8.2.d",),
    (4, 2025): ("5.1", "5.4"),
    (8, 2025): ("6.2", "8.2"),
    (6, 2022): ("bm04", "bm08", "bm12"),
    (11, 2025): ("5.", "6.", "7.", "8.", "9."),
    (11, 2026): ("4.", "5.", "7.", "9."),
    (5, 2026): ("5.2",),
    (8, 2021): ("tc-3", "tc-4"),
}

# Beyond the list: of a whole city some are always late, and some lack something.
LISTED = 12


def days_late(number: int, year: int) -> int:
    """Return by how many days a school missed the deadlines of a year."""
    return LATE.get((number, year), 16 if number > LISTED and (number + year) % 9 == 0 else 0)


def missing(number: int, year: int) -> tuple[str, ...]:
    """Return how the codes of the forms begin that a school has not published of a year."""
    return MISSING.get((number, year), ("5.1", "5.4") if number > LISTED and (number + year) % 12 == 0 else ())


def load_school(spec: SchoolSpec, school: School, number: int) -> None:
    """Bring in what the school has published so far, and what it is working on."""
    users = {
        user.get_username(): user for user in get_user_model().objects.filter(username__in=["bien-tap", "hieu-truong"])
    }
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        history.bring_in(school, published(spec, number), users.get("hieu-truong"))
        for year in REPORT_YEARS:
            _report(spec, school, number, year, users.get("hieu-truong"))
    if "bien-tap" in users:
        _work_under_way(spec, school, users["bien-tap"], number)


def _report(spec: SchoolSpec, school: School, number: int, year: int, user: Any) -> None:
    """The annual report of a calendar year: some have none, one has begun it, some were late."""
    if (number, year) in NO_REPORT:
        return
    row = reports.open_report(year)
    day = dt.date(year + 1, 6, 3 + number % 22) + dt.timedelta(days=days_late(number, year))
    row = reports.save_draft(row, _report_words(spec, number, year, day), user)
    if (number, year) in UNFINISHED_REPORT or composing.empty_sections(composing.compose(row.year, row.draft, school)):
        return
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(15, 10)))
    reports.publish(row, user, school, at=moment)


def _report_words(spec: SchoolSpec, number: int, year: int, day: dt.date) -> dict[str, Any]:
    of = year_figures(spec, year)
    short = "".join(word[0] for word in spec.short_name.split()).upper()
    head = {
        "paper_number": f"{20 + number}/BC-{short}",
        "place": "Thủ Dầu Một",
        "signed_on": day.isoformat(),
        "signer": spec.principal,
        "signer_post": "Hiệu trưởng",
    }
    alt = "Tranh minh họa: lễ chào cờ đầu tuần trên sân trường, học sinh xếp hàng trước cột cờ."
    shown = [{"picture": loader.picture("flag_ceremony", alt, number).pk, "caption": "Lễ chào cờ đầu tuần"}]
    own: dict[str, dict[str, Any]] = {
        name: {"text": words(f"report.{name}", of), "pictures": []} for name in ("II", "III", "V", "VI", "VII")
    }
    own["VII"]["pictures"] = shown if number % 2 and year == REPORT_YEARS[-1] else []
    return {"head": head, "sections": own}


def published(spec: SchoolSpec, number: int, papers: Papers | None = None) -> Iterator[Past]:
    """Yield everything the school has published, each with its day."""
    papers = papers or Papers(spec)
    for year in (*OLD_YEARS, *YEARS, OPEN_YEAR):
        of = year_figures(spec, year)
        regime = circular_36 if year in OLD_YEARS else circular_09
        slips = regime.forms(of.with_slip(), papers) if (number + year) % 4 == 0 else {}
        for code, data in regime.forms(of, papers).items():
            if code.startswith(missing(number, year)) or not _is_told(code, year):
                continue
            day = _day(spec, year, code, days_late(number, year))
            if code in CORRECTED and code in slips and year != OPEN_YEAR:
                yield Past(year, code, slips[code], day)
                yield Past(year, code, data, day + dt.timedelta(days=9, hours=1), REASON)
            else:
                yield Past(year, code, data, day)


def _is_told(code: str, year: int) -> bool:
    return year != OPEN_YEAR or code.startswith(AT_THE_START)


def _day(spec: SchoolSpec, year: int, code: str, late: int) -> dt.datetime:
    luck = chance(spec.slug, year, code)
    if code in FEES:
        day = dt.date(year, 5, luck.randint(11, 28)) if year != 2024 else dt.date(2024, 7, luck.randint(22, 26))
    elif year == OPEN_YEAR:
        day = dt.date(year, 10, luck.randint(5, 16))
    elif code in AT_THE_OPENING:
        day = dt.date(year, 9, luck.randint(8, 26)) + dt.timedelta(days=late)
    else:
        day = dt.date(year + 1, 6, luck.randint(8, 26)) + dt.timedelta(days=late)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(luck.randint(8, 16), luck.randint(0, 59))))


def _work_under_way(spec: SchoolSpec, school: School, editor: Any, number: int) -> None:
    """The open year: staff begun, and the accounts of one school in three wait for approval."""
    of = year_figures(spec, OPEN_YEAR)
    # A school that has published nothing of it yet has no forms of the year either.
    services.open_set(school, OPEN_YEAR)
    chapter = "6" if spec.kind == "preschool" else "8"
    ready = circular_09.forms(of, Papers(spec)) if number % 3 == 1 else {}
    # A school that has published nothing of the year yet has no set of it either.
    year = services.open_set(school, OPEN_YEAR)
    for code, data in _begun(of, chapter, ready).items():
        row = year.disclosures.select_related("set").get(form_code=code)
        services.save_draft(row, data, editor)
        if code != f"{chapter}.1.a":
            services.submit(row, editor, school)


def _begun(of: YearFigures, chapter: str, ready: dict[str, Any]) -> dict[str, Any]:
    staff = {f"{chapter}.1.a.quan-ly": {"tong_so": str(of.managers)}}
    begun: dict[str, Any] = {f"{chapter}.1.a": {"cells": staff}}
    if ready:
        begun[f"{chapter}.2.a"] = ready[f"{chapter}.2.a"]
    return begun
