"""fn-unicode: passed only where every published text is stored in NFC."""

import unicodedata

from cms.core.models import BasePage
from cms.core.requirement_checks import unicode_texts
from cms.core.requirements import State, registered
from cms.pages.models import StandardPage
from tests import factories
from tests.base import SchoolTestCase

APART = unicodedata.normalize("NFD", "Đường đến trường")


class TestUnicode(SchoolTestCase):
    def state(self) -> State:
        return unicode_texts(self.school).state

    def test_a_fresh_school_passes(self):
        assert registered()["fn-unicode"] is unicode_texts
        assert self.state() == State.PASSED

    def test_a_title_in_pieces_is_found(self):
        page = factories.StandardPageFactory()
        BasePage.objects.filter(pk=page.pk).update(title=APART)
        finding = unicode_texts(self.school)
        assert finding.state == State.MISSING
        assert str(page.pk) in finding.fix_url

    def test_a_text_in_pieces_is_found_until_it_is_saved_again(self):
        page = factories.StandardPageFactory(body=[("paragraph", "<p>x</p>")])
        body = StandardPage._meta.get_field("body").to_python([{"type": "paragraph", "value": f"<p>{APART}</p>"}])
        StandardPage.objects.filter(pk=page.pk).update(body=body)
        assert self.state() == State.MISSING
        StandardPage.objects.get(pk=page.pk).save()
        assert self.state() == State.PASSED

    def test_a_site_without_pages_is_not_passed(self):
        BasePage.objects.update(live=False)
        assert self.state() == State.MISSING
