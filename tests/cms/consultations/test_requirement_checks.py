"""Checks of Circular 37/2020 for consultations and documents: passed and missing, each in both directions."""

import datetime as dt

from django.utils import timezone

from cms.consultations.models import ConsultationIndexPage, ConsultationPage
from cms.core.requirements import State, registered
from cms.documents.models import DocumentKind, OfficialDocumentPage
from tests import factories
from tests.base import PORTAL, A, SchoolTestCase

TODAY = timezone.localdate()


class Checked(SchoolTestCase):
    def state(self, code: str, slug: str = A) -> State:
        with self.in_school(slug):
            return registered()[code](self.school_row(slug)).state

    def finding(self, code: str):
        return registered()[code](self.school_row(self.slug))


class TestConsultations(Checked):
    def test_the_section_alone_will_do(self):
        assert self.state("cat-school-consult") == State.PASSED
        assert self.state("cat-office-consult", PORTAL) == State.PASSED

    def test_each_kind_of_site_has_its_own(self):
        assert self.state("cat-office-consult") == State.NOT_APPLICABLE
        assert self.state("cat-school-consult", PORTAL) == State.NOT_APPLICABLE

    def test_without_the_section_it_is_missing(self):
        ConsultationIndexPage.objects.get().unpublish()
        assert self.state("cat-school-consult") == State.MISSING

    def test_a_complete_consultation_passes(self):
        factories.ConsultationPageFactory()
        assert self.state("cat-school-consult") == State.PASSED

    def test_one_that_lacks_something_does_not(self):
        page = factories.ConsultationPageFactory()
        for field, value in (
            ("receive_address", " "),
            ("receive_email", ""),
            ("deadline", page.date - dt.timedelta(days=1)),
            ("body", []),
        ):
            broken = ConsultationPage.objects.get(pk=page.pk)
            setattr(broken, field, value)
            ConsultationPage.objects.filter(pk=page.pk).update(**{field: getattr(broken, field)})
            found = self.finding("cat-school-consult")
            assert found.state == State.MISSING, field
            assert found.fix_url.endswith(f"/pages/{page.pk}/edit/")
            ConsultationPage.objects.filter(pk=page.pk).update(**{field: getattr(page, field)})
        assert self.state("cat-school-consult") == State.PASSED


class TestDocuments(Checked):
    def test_an_empty_list_is_missing(self):
        assert self.state("cat-school-legal") == State.MISSING
        assert self.state("cat-office-legal", PORTAL) == State.MISSING

    def test_each_kind_of_site_has_its_own(self):
        assert self.state("cat-office-legal") == State.NOT_APPLICABLE
        assert self.state("cat-school-legal", PORTAL) == State.NOT_APPLICABLE

    def test_a_complete_document_passes(self):
        factories.DocumentPageFactory()
        assert self.state("cat-school-legal") == State.PASSED

    def test_a_draft_does_not(self):
        factories.DocumentPageFactory(live=False)
        assert self.state("cat-school-legal") == State.MISSING

    def test_one_that_lacks_something_does_not(self):
        page = factories.DocumentPageFactory()
        for field, value in (("number", ""), ("issuing_body", ""), ("date", None), ("title", "")):
            OfficialDocumentPage.objects.filter(pk=page.pk).update(**{field: value})
            found = self.finding("cat-school-legal")
            assert found.state == State.MISSING, field
            assert found.fix_url.endswith(f"/pages/{page.pk}/edit/")
            OfficialDocumentPage.objects.filter(pk=page.pk).update(**{field: getattr(page, field)})
        assert self.state("cat-school-legal") == State.PASSED

    def test_a_file_that_is_lost_or_was_never_there_is_missing(self):
        page = factories.DocumentPageFactory()
        stored = page.files.get().attachment.file
        stored.storage.delete(stored.name)
        assert self.state("cat-school-legal") == State.MISSING
        page.files.get().delete()
        assert self.state("cat-school-legal") == State.MISSING

    def test_the_office_also_says_the_kind(self):
        with self.in_school(PORTAL):
            page = factories.DocumentPageFactory()
        assert self.state("cat-office-legal", PORTAL) == State.MISSING
        with self.in_school(PORTAL):
            page.kind = DocumentKind.objects.get(slug="cong-van")
            page.save()
        assert self.state("cat-office-legal", PORTAL) == State.PASSED


class TestRegulation(Checked):
    def test_the_regulation_must_be_published_with_its_file(self):
        assert self.state("gov-regulation") == State.MISSING
        factories.DocumentPageFactory(kind=DocumentKind.objects.get(slug="quy-che"))
        assert self.state("gov-regulation") == State.MISSING
        page = factories.DocumentPageFactory(kind=DocumentKind.objects.get(slug=DocumentKind.SITE_REGULATION))
        assert self.state("gov-regulation") == State.PASSED
        stored = page.files.get().attachment.file
        stored.storage.delete(stored.name)
        assert self.state("gov-regulation") == State.MISSING
