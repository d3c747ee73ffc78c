"""What Circular 37 asks of disclosures: met only when every asked form is public."""

import datetime as dt
from unittest import mock

from django.utils import timezone

from cms.core.requirements import State, registered
from cms.disclosures import services
from cms.disclosures.models import Disclosure, DisclosureIndexPage, DisclosureSet, Version, YearReport
from cms.disclosures.obligations.changes import note_change
from cms.disclosures.obligations.duties import form_duties, owed_years
from cms.disclosures.regulation import regulation_for
from tenants.models import School
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school

CODE, YEARLY = "cat-school-disclosure", "hcm-disclosure-by-year"
TODAY = "2026-11-20"


def on(day: str = TODAY) -> "mock._patch":
    moment = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(10)))
    return mock.patch("django.utils.timezone.now", return_value=moment)


def publish_all(school, but: tuple[str, ...] = ()) -> None:
    """Every form that is asked for by today, as if published in time."""
    with on():
        years = list(owed_years(timezone.localdate()))
    for year in years:
        made = services.open_set(school, year)
        for row in made.disclosures.all():
            optional = row.form.optional or row.form_code in but
            fees = row.form.deadline == "fees-before-enrolment"
            if not optional and (year == years[0] or fees):
                moment = timezone.make_aware(dt.datetime(year, 6, 1))
                Version.objects.create(disclosure=row, number=1, data={}, published_at=moment)
                Disclosure.objects.filter(pk=row.pk).update(
                    version_count=1, first_published_at=moment, published_at=moment
                )

    moment = timezone.make_aware(dt.datetime(2026, 6, 1))
    YearReport.objects.create(year=2025, version_count=1, first_published_at=moment, published_at=moment)


class RequirementTestCase(SchoolTestCase):
    def find(self, code: str, day: str = TODAY):
        with on(day):
            return registered()[code](School.objects.get(slug=self.slug))


class TestDisclosure(RequirementTestCase):
    def test_a_school_that_has_published_nothing_is_told_what_is_missing(self):
        found = self.find(CODE)
        assert found.state == State.MISSING
        assert "2025-2026" in found.message
        assert found.fix_url == "/quan-tri/han-cong-khai/"

    def test_it_passes_when_every_asked_form_is_public(self):
        publish_all(self.school)
        assert self.find(CODE).state == State.PASSED

    def test_one_form_less_is_missing_and_named(self):
        publish_all(self.school, but=("8.1.a",))
        found = self.find(CODE)
        assert found.state == State.MISSING
        assert "Đội ngũ" in found.message

    def test_without_the_annual_report_it_is_missing(self):
        publish_all(self.school)
        YearReport.objects.all().delete()
        assert "Báo cáo thường niên" in self.find(CODE).message

    def test_a_change_that_waits_too_long_is_out_of_date(self):
        publish_all(self.school)
        row = Disclosure.objects.get(set__year=2025, form_code="8.1.a")
        with on("2026-10-05"):
            note_change(row, dt.date(2026, 10, 5), "Thêm hai giáo viên", factories.approver())
        assert self.find(CODE, "2026-10-19").state == State.PASSED
        assert self.find(CODE, "2026-10-20").state == State.OUTDATED

    def test_without_a_published_section_it_is_missing(self):
        publish_all(self.school)
        DisclosureIndexPage.objects.get().unpublish()
        assert self.find(CODE).state == State.MISSING

    def test_what_another_school_published_says_nothing(self):
        with in_school(B) as school:
            publish_all(school)
        assert self.slug == A
        assert self.find(CODE).state == State.MISSING

    def test_every_asked_form_is_one_of_the_school_s_kind(self):
        codes = {one.code for one in form_duties(regulation_for(2025), 2025, self.school.kind)}
        assert "8.1.a" in codes
        assert "6.1.a" not in codes


class TestYearByYear(RequirementTestCase):
    def test_each_year_since_the_site_began_has_something_public(self):
        School.objects.filter(slug=self.slug).update(created_at=timezone.make_aware(dt.datetime(2025, 9, 1)))
        assert self.find(YEARLY).state == State.MISSING
        publish_all(self.school)
        assert self.find(YEARLY).state == State.PASSED
        Disclosure.objects.filter(set=DisclosureSet.objects.get(year=2025)).update(version_count=0)
        found = self.find(YEARLY)
        assert found.state == State.MISSING
        assert "2025-2026" in found.message
