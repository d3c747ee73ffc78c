"""What is due when, from the regulations' data alone."""

import datetime as dt

import pytest
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from cms.disclosures import key_figures
from cms.disclosures.obligations.duties import (
    are_compared,
    change_days,
    form_duties,
    general_due,
    kept_until,
    owed_years,
    report_duty,
)
from cms.disclosures.regulation import regulation_for, regulations
from cms.shared.models.disclosures import DutyState, state_of
from tenants.enums import SchoolKind

DAYS = st.dates(dt.date(2019, 3, 1), dt.date(2060, 12, 31))
KINDS = st.sampled_from([kind for kind in SchoolKind if kind != SchoolKind.OFFICE])
YEARS = st.integers(2017, 2060)


def due(year: int, code: str, kind: str = "primary", **more) -> dt.date:
    return next(one.due for one in form_duties(regulation_for(year), year, kind, **more) if one.code == code)


def due_in(year: int) -> dt.date:
    return general_due(regulation_for(year), year)


class TestWhatIsDue(SimpleTestCase):
    def test_before_30_june_means_the_29th_is_the_last_day(self):
        assert due(2024, "4.1") == dt.date(2025, 6, 29)
        assert state_of(dt.date(2025, 6, 29), dt.date(2025, 6, 29), dt.date(2025, 7, 1)) == DutyState.DONE
        assert state_of(dt.date(2025, 6, 29), None, dt.date(2025, 6, 30)) == DutyState.LATE

    def test_the_old_circular_asks_for_plans_in_september_and_results_in_june(self):
        assert due(2022, "bm05") == dt.date(2022, 9, 30)
        assert due(2022, "bm06") == dt.date(2023, 6, 30)
        # Before it was in force nobody could be late.
        assert due(2017, "bm05") == dt.date(2018, 6, 30)

    def test_a_day_that_nobody_has_compared_with_the_law_says_so(self):
        compared = {
            year: {one.is_compared for one in form_duties(regulation_for(year), year, "primary") if one.code != "5.2"}
            for year in (2022, 2025)
        }
        assert compared == {2022: {False}, 2025: {True}}
        assert [are_compared(regulation_for(year)) for year in (2022, 2025)] == [False, True]

    def test_one_is_warned_from_the_first_of_june(self):
        duty = next(one for one in form_duties(regulation_for(2025), 2025, "primary") if one.code == "8.1.a")
        assert duty.warn_from == dt.date(2026, 6, 1)

    def test_fees_are_due_before_enrolment_opens(self):
        assert due(2026, "5.2") == dt.date(2026, 6, 30)
        assert due(2026, "5.2", enrolment_opens=dt.date(2026, 6, 15)) == dt.date(2026, 6, 14)

    def test_nothing_is_due_before_its_regulation_was_in_force(self):
        assert due(2024, "5.2") == dt.date(2025, 6, 29)

    def test_the_annual_report_is_about_a_calendar_year(self):
        assert report_duty(regulation_for(2025), 2025).due == dt.date(2026, 6, 29)
        assert report_duty(regulation_for(2022), 2022) is None

    def test_a_change_must_be_public_within_ten_working_days(self):
        assert change_days(regulation_for(2024)) == 10

    def test_what_is_public_stays_so_for_five_years(self):
        assert kept_until(dt.date(2028, 2, 29), regulation_for(2024)) == dt.date(2033, 3, 1)
        assert kept_until(dt.date(2026, 6, 1), regulation_for(2024)) == dt.date(2031, 6, 1)

    def test_menus_stand_elsewhere_and_have_no_day_here(self):
        codes = {one.code for one in form_duties(regulation_for(2025), 2025, "preschool")}
        assert "7.1.a" in codes
        assert "7.1.d" not in codes

    def test_the_city_s_sums_name_cells_that_there_are(self):
        assert key_figures.unknown_places() == []

    def test_an_autumn_day_owes_last_year_and_this_one(self):
        assert list(owed_years(dt.date(2026, 11, 22))) == [2025, 2026]
        assert list(owed_years(dt.date(2026, 6, 29))) == [2024, 2025, 2026]
        assert list(owed_years(dt.date(2026, 6, 30))) == [2025, 2026]


@given(DAYS, st.none() | DAYS, DAYS, st.booleans())
def test_a_state_never_gets_worse_by_publishing_and_optional_is_never_late(day, done, today, optional):
    state = state_of(day, done, today, optional=optional)
    assert not (optional and state in (DutyState.LATE, DutyState.DONE_LATE))
    assert (done is None) == (state in (DutyState.LATE, DutyState.DUE, DutyState.NOT_ASKED))
    if state == DutyState.LATE:
        assert today > day
        # Once late, never on time again.
        assert state_of(day, today, today) == DutyState.DONE_LATE


@given(YEARS, KINDS)
def test_each_form_has_one_duty_within_its_school_year_or_just_around_it(year, kind):
    regulation = regulation_for(year)
    duties = form_duties(regulation, year, kind)
    assert len({one.code for one in duties}) == len(duties)
    for one in duties:
        assert one.warn_from <= one.due
        assert dt.date(year, 6, 1) <= one.due <= general_due(regulation, year) < dt.date(year + 1, 8, 1)
        assert one.due >= regulation.effective_from


@given(DAYS)
def test_owed_years_begin_with_the_newest_that_is_due(day):
    owed = list(owed_years(day))
    assert due_in(owed[0]) < day <= due_in(owed[0] + 1)
    assert owed == list(range(owed[0], owed[0] + len(owed)))


@pytest.mark.parametrize("code", list(regulations()))
def test_every_topic_has_exactly_one_deadline(code):
    regulation = regulations()[code]
    claimed = [topic for row in regulation.deadlines.values() for topic in row.topics]
    assert sorted(claimed) == sorted(regulation.topics)
