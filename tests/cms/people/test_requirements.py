"""Leaders, officers and mailboxes: each check in both directions."""

from cms.core.models import SiteProfile
from cms.core.requirements import State, registered
from cms.people.models import PeoplePage, Person
from tests import factories
from tests.base import PORTAL, A, SchoolTestCase


class CheckCase(SchoolTestCase):
    def state(self, code: str, slug: str = A) -> State:
        return self.finding(code, slug).state

    def finding(self, code: str, slug: str = A):
        school = self.school_row(slug)
        with self.in_school(slug):
            return registered()[code](school)

    def contact(self, address: str) -> None:
        profile = SiteProfile.load()
        profile.email = address
        profile.save()


class TestLeaders(CheckCase):
    def test_a_fresh_school_does_not_pass(self):
        finding = self.finding("cat-school-leaders")
        assert finding.state == State.MISSING
        assert finding.fix_url == "/quan-tri/nhan-su/"

    def test_a_complete_head_passes(self):
        factories.PersonFactory(role="head")
        assert self.state("cat-school-leaders") == State.PASSED

    def test_a_deputy_alone_does_not(self):
        factories.PersonFactory(role="deputy")
        assert self.state("cat-school-leaders") == State.MISSING

    def test_each_missing_field_is_named_with_the_person(self):
        factories.PersonFactory(role="head")
        deputy = factories.PersonFactory(role="deputy", name="Lê Văn Phó", duties="")
        finding = self.finding("cat-school-leaders")
        assert finding.state == State.MISSING
        assert "Lê Văn Phó" in finding.message
        assert finding.fix_url.endswith(f"/{deputy.pk}/")
        for field in ("post", "phone", "email"):
            Person.objects.filter(pk=deputy.pk).update(duties="x", post="x", phone="x", email="a@b.edu.vn")
            Person.objects.filter(pk=deputy.pk).update(**{field: ""})
            assert self.state("cat-school-leaders") == State.MISSING, field

    def test_a_private_mailbox_or_a_hidden_head_does_not_pass(self):
        head = factories.PersonFactory(role="head")
        Person.objects.update(email="a@gmail.com")
        assert self.state("cat-school-leaders") == State.MISSING
        Person.objects.filter(pk=head.pk).update(email="a@b.edu.vn", is_shown=False)
        assert self.state("cat-school-leaders") == State.MISSING

    def test_without_a_published_page_it_does_not_pass(self):
        factories.PersonFactory(role="head")
        for page in PeoplePage.objects.all():
            page.unpublish()
        assert self.state("cat-school-leaders") == State.MISSING


class TestOfficeStaff(CheckCase):
    CODE = "cat-office-staff-contacts"

    def test_it_does_not_apply_to_schools(self):
        assert self.state(self.CODE) == State.NOT_APPLICABLE

    def test_an_office_without_officers_does_not_pass(self):
        assert self.state(self.CODE, PORTAL) == State.MISSING

    def test_all_five_fields_are_asked_for(self):
        with self.in_school(PORTAL):
            officer = factories.PersonFactory(role="officer", unit=factories.UnitFactory())
        assert self.state(self.CODE, PORTAL) == State.PASSED
        with self.in_school(PORTAL):
            officer.unit = None
            officer.save()
        assert self.state(self.CODE, PORTAL) == State.MISSING


class TestMail(CheckCase):
    def test_own_domain(self):
        self.contact("")
        assert self.state("mail-own-domain") == State.MISSING
        self.contact("vanthu@thu.edu.vn")
        assert self.state("mail-own-domain") == State.PASSED
        self.contact("truong@gmail.com")
        assert self.state("mail-own-domain") == State.MISSING

    def test_own_domain_looks_at_the_people_whose_address_is_shown(self):
        self.contact("vanthu@thu.edu.vn")
        person = factories.PersonFactory(role="teacher")
        Person.objects.update(email="lan@yahoo.com")
        assert self.state("mail-own-domain") == State.PASSED
        Person.objects.filter(pk=person.pk).update(agreed_contacts=True)
        assert self.state("mail-own-domain") == State.MISSING

    def test_by_post(self):
        for address, state in (
            ("", State.MISSING),
            ("hieutruong@thu.edu.vn", State.PASSED),
            ("vanthu.truonga@thu.edu.vn", State.PASSED),
            ("c.truong-a@thu.edu.vn", State.PASSED),
            ("nguyenthilan@thu.edu.vn", State.MISSING),
        ):
            self.contact(address)
            assert self.state("mail-by-post") == state, address
