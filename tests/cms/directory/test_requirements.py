"""Each check in both directions: it passes when all is there, and not a moment earlier."""

import datetime as dt

from django.utils import timezone

from cms.core.models import SiteProfile
from cms.core.requirements import State, registered
from cms.pages.models import StandardPage
from cms.pages.requirement_checks import start_of_school_year
from cms.people.models import Person
from cms.shared.models import SchoolEntry
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, SchoolTestCase, in_school, run_tasks


def found(code: str, slug: str = PORTAL) -> str:
    with in_school(slug) as school:
        return registered()[code](school).state


class TestTheOffice(SchoolTestCase):
    slug = PORTAL

    def write(self, slug: str) -> StandardPage:
        page = StandardPage.objects.get(slug=slug)
        page.body = [("paragraph", "<p>Nội dung.</p>")]
        page.save_revision().publish()
        return page

    def test_the_introduction_passes_only_when_duties_leaders_contacts_and_directory_are_there(self):
        assert found("cat-office-intro") == State.MISSING
        self.write("chuc-nang-nhiem-vu")
        assert found("cat-office-intro") == State.MISSING
        leader = Person.objects.create(
            name="Trần Văn Nam", post="Trưởng phòng", role="head", phone="0274 3800 101",
            email="truongphong@tptdm.edu.vn", duties="Phụ trách chung.",
        )  # fmt: skip
        assert found("cat-office-intro") == State.MISSING
        profile = SiteProfile.load()
        profile.address, profile.phone, profile.email = "Số 1", "0274 3800 100", "pgd@tptdm.edu.vn"
        profile.save()
        assert found("cat-office-intro") == State.PASSED
        SchoolEntry.objects.filter(school__slug=A).update(host="cu.example.org")
        assert found("cat-office-intro") == State.MISSING
        run_tasks()
        SchoolEntry.objects.filter(school__slug=A).delete()
        assert found("cat-office-intro") == State.MISSING
        leader.delete()

    def test_every_school_has_a_site(self):
        assert found("dom-member-portal") == State.PASSED
        School.objects.filter(slug=A).update(status="suspended")
        assert found("dom-member-portal") == State.MISSING
        School.objects.filter(slug=A).update(status="archived")
        assert found("dom-member-portal") == State.PASSED

    def test_sections_are_missing_then_met_then_out_of_date(self):
        for code, slug in (
            ("cat-office-plan", "chien-luoc-ke-hoach"),
            ("cat-office-policy", "chinh-sach"),
            ("cat-office-stats", "thong-ke"),
        ):
            assert found(code) == State.MISSING, code
            page = self.write(slug)
            assert found(code) == State.PASSED, code
            long_ago = timezone.now() - dt.timedelta(days=800)
            StandardPage.objects.filter(pk=page.pk).update(last_published_at=long_ago, first_published_at=long_ago)
            assert found(code) == State.OUTDATED, code
            page.refresh_from_db()
            page.unpublish()
            assert found(code) == State.MISSING, code

    def test_none_of_them_is_asked_of_a_school(self):
        for code in (
            "cat-office-intro",
            "dom-member-portal",
            "cat-office-plan",
            "cat-office-policy",
            "cat-office-stats",
        ):
            assert found(code, A) == State.NOT_APPLICABLE


class TestASchool(SchoolTestCase):
    def test_it_is_part_of_the_portal_when_listed_and_read_there(self):
        assert found("hcm-integrated", A) == State.MISSING
        factories.NewsPageFactory()
        run_tasks()
        assert found("hcm-integrated", A) == State.PASSED
        SchoolEntry.objects.filter(school__slug=A).delete()
        assert found("hcm-integrated", A) == State.MISSING
        assert found("hcm-integrated", PORTAL) == State.NOT_APPLICABLE


def test_a_school_year_begins_in_september():
    assert start_of_school_year(dt.date(2026, 11, 20)) == dt.date(2026, 9, 1)
    assert start_of_school_year(dt.date(2027, 8, 31)) == dt.date(2026, 9, 1)
