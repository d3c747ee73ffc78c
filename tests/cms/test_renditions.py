"""Pictures in small formats, made after publishing."""

from cms.media import renditions
from cms.media.models import Rendition
from tests import factories
from tests.base import SchoolTestCase, run_tasks


class TestAfterPublishing(SchoolTestCase):
    def published(self):
        page = factories.NewsPageFactory(cover=factories.PictureFactory(), cover_alt="Vườn rau")
        page.save_revision().publish()
        return page

    def test_a_visitor_gets_webp_at_once_and_avif_when_it_has_been_made(self):
        page = self.published()
        before = self.client.get(page.get_url()).content.decode()
        assert ".webp" in before
        assert "image/avif" not in before
        run_tasks()
        after = self.client.get(page.get_url()).content.decode()
        assert '<source type="image/avif"' in after
        assert ".webp" in after

    def test_nobody_waits_for_avif(self):
        page = self.published()
        self.client.get(page.get_url())
        assert not Rendition.objects.filter(filter_spec__contains="avif").exists()

    def test_a_second_publication_makes_nothing_new(self):
        page = self.published()
        assert renditions.make_renditions.func(page.pk) == 6
        assert renditions.make_renditions.func(page.pk) == 0

    def test_pictures_within_the_text_are_made_too(self):
        picture = factories.PictureFactory()
        page = factories.NewsPageFactory(body=[("picture", {"image": picture, "alt": "Lớp", "decorative": False})])
        run_tasks()
        assert renditions.make_renditions.func(page.pk) == 10
        assert Rendition.objects.filter(image=picture, filter_spec="width-960|format-avif").exists()

    def test_a_page_that_was_withdrawn_meanwhile_needs_none(self):
        page = self.published()
        page.unpublish()
        assert renditions.make_renditions.func(page.pk) == 0
