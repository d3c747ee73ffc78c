"""What the office sees of a school: its own rows, and nobody else's."""

import datetime as dt
from unittest import mock

import pytest
from django.utils import timezone
from wagtail.models import Locale

from cms.core import languages, outbox
from cms.core.models import BasePage
from cms.disclosures import services
from cms.disclosures.models import ChangeNote, DeadlineSettings, Disclosure, DisclosureIndexPage
from cms.disclosures.obligations.changes import ChangeError, note_change
from cms.disclosures.obligations.reading import standings
from cms.shared.models import DisclosureDuty, DisclosureFigures, DutyState
from cms.shared.models.disclosures import state_of
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school

YEAR = 2025
PUPILS = {"cells": {"9.2.a.1": {"so_lop": "4", "hoc_sinh": "140"}, "9.2.a.2": {"so_lop": "3", "hoc_sinh": "110"}}}


def row(code: str, year: int = YEAR) -> Disclosure:
    return Disclosure.objects.select_related("set").get(set__year=year, form_code=code)


def at(day: str) -> "mock._patch":
    moment = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(10)))
    return mock.patch("django.utils.timezone.now", return_value=moment)


class TestRows(SchoolTestCase):
    slug = A

    @classmethod
    def setUpTestData(cls):
        cls.user = factories.approver()
        services.open_set(cls.school, YEAR)

    def publish(self, code="4.4", day="2026-06-20", reason="", data=None):
        form = row(code)
        with at(day):
            services.save_draft(form, data or {"texts": {form.form.parts[0].code: "Vì học sinh."}}, self.user)
            version = services.publish(row(code), self.user, self.school, reason=reason)
        outbox.work_off()
        return version

    def duty(self, code="4.4", kind="form", **more) -> DisclosureDuty:
        return DisclosureDuty.objects.with_state(**more).get(school__slug=A, year=YEAR, code=code, kind=kind)

    def test_a_form_is_late_from_the_day_after_its_deadline_without_anybody_writing(self):
        outbox.rebuild()
        outbox.work_off()
        assert self.duty(today=dt.date(2026, 6, 29)).state == DutyState.DUE
        assert self.duty(today=dt.date(2026, 6, 30)).state == DutyState.LATE

    def test_publishing_makes_it_done_with_its_address(self):
        self.publish()
        duty = self.duty()
        assert (duty.state, duty.versions, duty.path) == (DutyState.DONE, 1, "/cong-khai/2025-2026/4-4/")
        assert self.client.get(duty.path).status_code == 200

    def test_an_english_copy_that_stands_first_in_the_tree_takes_nothing_away(self):
        section = DisclosureIndexPage.objects.get()
        english = languages.open_english("School A")
        section.copy_for_translation(Locale.objects.get(language_code="en")).save_revision().publish()
        english.refresh_from_db()
        english.move(BasePage.objects.filter(depth=2).order_by("path")[0], pos="left")
        assert DisclosureIndexPage.objects.order_by("path").first() != section
        self.publish()
        assert (self.duty().state, self.duty().path) == (DutyState.DONE, "/cong-khai/2025-2026/4-4/")

    def test_published_in_july_is_done_late_and_a_correction_does_not_change_that(self):
        self.publish(day="2026-07-02")
        assert self.duty().state == DutyState.DONE_LATE
        self.publish(day="2026-08-03", reason="Nhập thiếu")
        duty = self.duty()
        assert (duty.state, duty.versions, duty.done_on) == (DutyState.DONE_LATE, 2, dt.date(2026, 7, 2))

    def test_sql_and_python_agree_on_every_state(self):
        self.publish(day="2026-07-02")
        for today in (dt.date(2026, 6, 29), dt.date(2026, 7, 20)):
            for duty in DisclosureDuty.objects.with_state(today).filter(school__slug=A):
                assert duty.state == state_of(duty.due, duty.done_on, today, optional=duty.is_optional)

    def test_a_change_starts_ten_working_days_and_the_next_version_settles_it(self):
        self.publish()
        with at("2026-09-10"):
            note_change(row("4.4"), dt.date(2026, 9, 8), "Đổi mục tiêu", self.user)
        outbox.work_off()
        # Two weekends; the holiday of 2 September is over.
        assert self.duty(kind="change").due == dt.date(2026, 9, 22)
        assert row("4.4").changed_on == dt.date(2026, 9, 8)
        assert self.duty(kind="change", today=dt.date(2026, 9, 23)).state == DutyState.LATE
        version = self.publish(day="2026-09-24", reason="Đổi mục tiêu")
        assert ChangeNote.objects.get().settled_by == version
        assert self.duty(kind="change").state == DutyState.DONE_LATE
        assert row("4.4").changed_on is None

    def test_what_is_not_public_or_lies_ahead_is_no_change(self):
        with pytest.raises(ChangeError):
            note_change(row("4.4"), dt.date(2026, 9, 8), "Sớm", self.user)
        self.publish()
        with pytest.raises(ChangeError):
            note_change(row("4.4"), timezone.localdate() + dt.timedelta(days=1), "Mai", self.user)

    def test_the_day_of_enrolment_moves_the_deadline_of_the_fees(self):
        settings = DeadlineSettings.load()
        settings.enrolment_opens_on = dt.date(2027, 6, 10)
        settings.save()
        outbox.work_off()
        duty = DisclosureDuty.objects.get(school__slug=A, year=2026, code="5.2")
        assert duty.due == dt.date(2026, 6, 9)

    def test_optional_forms_are_never_late(self):
        found = {one.duty.code: one.state(dt.date(2030, 1, 1)) for one in standings(self.school)}
        assert found["5.5"] == DutyState.NOT_ASKED
        assert found["5.1"] == DutyState.LATE

    def test_a_rebuild_brings_everything_back_and_removes_what_is_gone(self):
        self.publish()
        DisclosureDuty.objects.filter(school__slug=A).exclude(code="4.4").delete()
        DisclosureDuty.objects.filter(school__slug=A, code="4.4", year=YEAR).update(code="4.99")
        outbox.rebuild()
        outbox.work_off()
        assert not DisclosureDuty.objects.filter(code="4.99").exists()
        assert self.duty().state == DutyState.DONE


class TestTwoSchools(SchoolTestCase):
    slug = A

    def test_each_writes_its_own_rows_only(self):
        for slug in (A, B):
            with in_school(slug) as school:
                user = factories.approver()
                services.open_set(school, YEAR)
                if slug == B:
                    form = row("4.4")
                    services.save_draft(form, {"texts": {form.form.parts[0].code: "Của B"}}, user)
                    services.publish(row("4.4"), user, school)
                outbox.rebuild()
                outbox.work_off()
        state = dict(
            DisclosureDuty.objects.filter(year=YEAR, code="4.4", kind="form").values_list("school__slug", "versions")
        )
        assert state == {A: 0, B: 1}
        with in_school(A):
            DisclosureIndexPage.objects.get().save()
            outbox.work_off()
        assert DisclosureDuty.objects.filter(school__slug=B, year=YEAR, versions=1).count() == 1

    def test_figures_are_those_that_were_published(self):
        user = factories.approver()
        services.open_set(self.school, YEAR)
        services.save_draft(row("9.2.a"), PUPILS, user)
        outbox.rebuild()
        outbox.work_off()
        assert not DisclosureFigures.objects.filter(school__slug=A, pupils__gt=0).exists()
        services.publish(row("9.2.a"), user, self.school)
        outbox.work_off()
        found = DisclosureFigures.objects.get(school__slug=A, year=YEAR)
        assert (found.pupils, found.classes, found.teachers) == (250, 7, None)
