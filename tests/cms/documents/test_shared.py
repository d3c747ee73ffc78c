"""A school's documents in public: written by the school itself, gone when nobody may see them there."""

from django.conf import settings
from wagtail.models import PageViewRestriction

from cms.core import outbox
from cms.documents.models import OfficialDocumentPage
from cms.shared.models import SharedDocument
from tenants.models import School
from tests import factories
from tests.base import A, B, SchoolTestCase, host_of, in_school


def rows() -> list[tuple[str, str]]:
    return sorted(SharedDocument.objects.values_list("school__slug", "number"))


class TestSharedDocuments(SchoolTestCase):
    def published(self, number: str = "12/KH-TA") -> OfficialDocumentPage:
        page = factories.DocumentPageFactory(number=number)
        outbox.work_off()
        return page

    def test_what_is_published_has_a_row_with_its_address(self):
        page = self.published()
        row = SharedDocument.objects.get()
        assert (row.school.slug, row.number, row.title) == (A, "12/KH-TA", page.title)
        assert row.url.startswith(f"{settings.PUBLIC_SCHEME}://{host_of(A)}")
        assert row.url.endswith(f"/van-ban/{page.slug}/")

    def test_a_change_is_followed_and_makes_no_second_row(self):
        page = self.published()
        page.number = "13/KH-TA"
        page.save_revision().publish()
        outbox.work_off()
        assert rows() == [(A, "13/KH-TA")]

    def test_taking_it_down_takes_the_row_away_and_publishing_brings_it_back(self):
        page = self.published()
        page.unpublish()
        outbox.work_off()
        assert rows() == []
        page.save_revision().publish()
        outbox.work_off()
        assert rows() == [(A, "12/KH-TA")]

    def test_deleting_it_deletes_the_row(self):
        self.published().delete()
        outbox.work_off()
        assert rows() == []

    def test_a_restriction_on_the_document_or_its_section_takes_the_row_away(self):
        page = self.published()
        for restricted in (page, factories.document_index()):
            restriction = PageViewRestriction.objects.create(page=restricted, restriction_type="login")
            outbox.work_off()
            assert rows() == []
            restriction.delete()
            outbox.work_off()
            assert rows() == [(A, "12/KH-TA")]

    def test_two_schools_write_their_own_rows_only(self):
        page = self.published()
        with in_school(B):
            other = self.published("7/TB-TB")
            # The same page id means another page there.
            assert other.pk == page.pk or SharedDocument.objects.filter(page_id=page.pk).count() == 1
            other.delete()
            outbox.rebuild()
            outbox.work_off()
        assert rows() == [(A, "12/KH-TA")]
        with in_school(B):
            self.published("8/TB-TB")
        page.delete()
        outbox.work_off()
        assert rows() == [(B, "8/TB-TB")]

    def test_a_suspended_schools_documents_are_not_listed(self):
        self.published()
        assert SharedDocument.objects.all().newest().count() == 1
        School.objects.filter(slug=A).update(status="suspended")
        assert SharedDocument.objects.all().newest().count() == 0
