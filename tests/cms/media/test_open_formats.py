"""std-39-2017: what is offered to download is in an open format."""

from django.core.files.base import ContentFile

from cms.core.models import BasePage
from cms.core.requirements import State, registered
from cms.media.models import Attachment
from cms.media.requirement_checks import open_formats
from tests import factories
from tests.base import SchoolTestCase


class TestOpenFormats(SchoolTestCase):
    def test_open_files_pass(self):
        assert registered()["std-39-2017"] is open_formats
        factories.AttachmentFactory()
        assert open_formats(self.school).state == State.PASSED

    def test_a_closed_one_is_named(self):
        closed = Attachment.objects.create(title="Kế hoạch", file=ContentFile(b"x", name="ke-hoach.DOC"))
        finding = open_formats(self.school)
        assert finding.state == State.MISSING
        assert "Kế hoạch" in finding.message
        assert str(closed.pk) in finding.fix_url

    def test_a_site_that_is_not_there_is_not_passed(self):
        BasePage.objects.filter(depth=2).update(live=False)
        assert open_formats(self.school).state == State.MISSING
