"""Introduction, approval and upkeep: each check in both directions."""

import datetime as dt

from django.utils import timezone
from wagtail.models import Workflow

from cms.core.models import BasePage
from cms.core.requirements import State
from cms.editing import services
from tests import factories
from tests.base import PORTAL, A, in_school
from tests.cms.people.test_requirements import CheckCase

TEXT = [("paragraph", "<p>Trường được thành lập năm 1985, hiện có hơn một nghìn học sinh.</p>")]
PARTS = ("lich-su", "chuc-nang-nhiem-vu", "co-cau-to-chuc")


class TestIntroduction(CheckCase):
    def fill(self, *slugs: str) -> None:
        user = factories.approver()
        for slug in slugs:
            page = BasePage.objects.get(slug=slug).specific
            page.body = TEXT
            page.save()
            services.confirm_review(page, user)

    def test_a_fresh_school_does_not_pass(self):
        finding = self.finding("cat-school-intro")
        assert finding.state == State.MISSING
        assert finding.fix_url.startswith("/quan-tri/pages/")

    def test_with_all_parts_filled_and_looked_at_it_passes(self):
        self.fill(*PARTS)
        assert self.state("cat-school-intro") == State.PASSED

    def test_each_part_counts(self):
        for left_out in PARTS:
            self.fill(*PARTS)
            page = BasePage.objects.get(slug=left_out).specific
            page.body = []
            page.save()
            assert self.state("cat-school-intro") == State.MISSING, left_out
            BasePage.objects.get(pk=page.pk).unpublish()
            assert self.state("cat-school-intro") == State.MISSING
            BasePage.objects.filter(pk=page.pk).update(live=True)

    def test_after_a_year_it_is_out_of_date(self):
        self.fill(*PARTS)
        BasePage.objects.filter(slug="lich-su").update(reviewed_on=timezone.localdate() - dt.timedelta(days=400))
        assert self.state("cat-school-intro") == State.OUTDATED

    def test_filled_but_never_looked_at_does_not_pass(self):
        self.fill(*PARTS)
        BasePage.objects.filter(slug="lich-su").update(reviewed_on=None, last_published_at=None)
        assert self.state("cat-school-intro") == State.OUTDATED

    def test_the_portal_has_other_duties(self):
        assert self.state("cat-school-intro", PORTAL) == State.NOT_APPLICABLE


class TestPrinciples(CheckCase):
    def publish(self, writer, reader) -> None:
        page = factories.NewsPageFactory(live=False, owner=writer)
        page.save_revision(user=writer).publish(user=reader)

    def test_a_fresh_school_does_not_pass(self):
        assert self.state("gov-principles") == State.MISSING

    def test_it_passes_when_somebody_else_read_every_text(self):
        self.publish(factories.editor(), factories.approver())
        assert self.state("gov-principles") == State.PASSED

    def test_it_does_not_when_one_was_published_by_its_author(self):
        self.publish(factories.editor(), factories.approver())
        alone = factories.approver()
        self.publish(alone, alone)
        assert self.state("gov-principles") == State.MISSING

    def test_without_a_workflow_it_does_not(self):
        self.publish(factories.editor(), factories.approver())
        Workflow.objects.update(active=False)
        assert self.state("gov-principles") == State.MISSING


class TestUpkeepOfPages(CheckCase):
    def age(self, days: int) -> None:
        with in_school(PORTAL):
            page = factories.StandardPageFactory()
            day = timezone.localdate() - dt.timedelta(days=days)
            BasePage.objects.filter(pk=page.pk).update(reviewed_on=day)

    def test_a_fresh_portal_does_not_pass(self):
        assert self.state("fn-update-immediate", PORTAL) == State.MISSING

    def test_it_passes_while_somebody_looks(self):
        self.age(10)
        assert self.state("fn-update-immediate", PORTAL) == State.PASSED

    def test_one_old_page_is_out_of_date(self):
        self.age(10)
        self.age(500)
        assert self.state("fn-update-immediate", PORTAL) == State.OUTDATED

    def test_schools_have_other_duties(self):
        assert self.state("fn-update-immediate", A) == State.NOT_APPLICABLE
