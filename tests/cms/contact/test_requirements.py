"""Contact, questions, footer, privacy, guide: each check in both directions; and what the pages cost."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.contact.models import ContactPage, FaqEntry, FaqPage, PrivacyPage, QuestionIndexPage
from cms.core.models import SiteProfile
from cms.core.requirements import State, registered
from cms.pages.models import StandardPage
from tests import factories
from tests.base import A, SchoolTestCase, listening


class TestChecks(SchoolTestCase):
    def finding(self, code: str):
        school = self.school_row(A)
        with self.in_school(A):
            return registered()[code](school)

    def state(self, code: str) -> State:
        return self.finding(code).state

    def fill(self, **fields: str) -> None:
        profile = SiteProfile.load()
        values = {
            "address": "Số 1",
            "phone": "0274 3",
            "email": "vanthu@thu.edu.vn",
            "responsible_person": "Trần Thuận",
        }
        for name, value in {**values, **fields}.items():
            setattr(profile, name, value)
        profile.save()

    def test_contact(self):
        self.fill()
        assert self.state("cat-school-contact") == State.PASSED
        for field in ("address", "phone", "email"):
            self.fill(**{field: ""})
            finding = self.finding("cat-school-contact")
            if finding.state == State.PASSED:
                # Then the registry has it.
                assert getattr(self.school_row(A), field)
            else:
                assert finding.fix_url == "/quan-tri/settings/core/siteprofile/" or finding.fix_url

    def test_contact_needs_its_page_in_the_menu_and_the_way_to_ask(self):
        self.fill()
        page = ContactPage.objects.get()
        page.show_in_menus = False
        page.save()
        assert self.state("cat-school-contact") == State.MISSING
        page.show_in_menus = True
        page.save()
        QuestionIndexPage.objects.get().unpublish()
        assert self.state("cat-school-contact") == State.MISSING

    def test_questions_are_out_of_date_when_one_is_overdue(self):
        assert self.state("fn-qa") == State.PASSED
        question = factories.QuestionFactory(due_on=timezone.localdate() - dt.timedelta(days=1))
        finding = self.finding("fn-qa")
        assert (finding.state, finding.fix_url) == (State.OUTDATED, "/quan-tri/hoi-dap/")
        question.status = "declined"
        question.save()
        assert self.state("fn-qa") == State.PASSED
        QuestionIndexPage.objects.get().unpublish()
        assert self.state("fn-qa") == State.MISSING

    def test_the_footer_needs_all_five(self):
        assert self.state("fn-footer") == State.MISSING
        self.fill()
        assert self.state("fn-footer") == State.PASSED
        self.fill(responsible_person="")
        finding = self.finding("fn-footer")
        assert finding.state == State.MISSING
        assert "chịu trách nhiệm" in finding.message

    def test_privacy(self):
        assert self.state("sec-privacy") == State.PASSED
        page = PrivacyPage.objects.get()
        page.body = []
        page.save()
        assert self.state("sec-privacy") == State.MISSING
        page.delete()
        assert self.state("sec-privacy") == State.MISSING

    def test_guide_and_frequent_questions(self):
        assert self.state("svc-faq-guide") == State.PASSED
        FaqEntry.objects.update(is_shown=False)
        assert self.state("svc-faq-guide") == State.MISSING
        FaqEntry.objects.update(is_shown=True)
        guide = StandardPage.objects.get(slug="huong-dan")
        guide.body = []
        guide.save()
        assert self.state("svc-faq-guide") == State.MISSING
        FaqPage.objects.get().unpublish()
        assert self.state("svc-faq-guide") == State.MISSING


class TestCost(SchoolTestCase):
    def cost(self, path: str) -> int:
        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert self.client.get(path).status_code == 200
        return len(queries)

    def test_each_page(self):
        factories.QuestionFactory.create_batch(12, published_at=timezone.now(), public_subject="x", status="answered")
        costs = {
            "/lien-he/": 8,
            "/hoi-dap/": 9,
            "/hoi-dap/?trang=2": 9,
            "/hoi-dap/cau-hoi-thuong-gap/": 8,
            "/quyen-rieng-tu/": 8,
            "/hoi-dap/gui/": 2,
            "/hoi-dap/tra-cuu/": 2,
        }
        assert {path: cost for path in costs if (cost := self.cost(path)) > costs[path]} == {}

    def test_kept_pages_cost_nothing(self):
        for path in ("/lien-he/", "/hoi-dap/", "/quyen-rieng-tu/"):
            with listening():
                self.client.get(path)
                with self.assertNumQueries(0):
                    assert self.client.get(path)["X-Page-Cache"] == "hit"
