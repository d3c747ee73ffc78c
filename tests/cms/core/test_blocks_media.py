"""Pictures and files in a text."""

from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.blocks import BodyBlock
from tests import factories
from tests.cms.core.blocks import BlockCase

# Host and school 3, page 2, pictures of two kinds of blocks, files, news, events.
QUERIES = 10


class TestGallery(BlockCase):
    def value(self, **extra):
        picture = {
            "image": factories.PictureFactory(),
            "alt": "Sân trường",
            "decorative": False,
            "caption": "",
            **extra,
        }
        return {"pictures": [picture, picture]}

    def test_each_picture_is_a_link_to_itself_in_full(self):
        html = self.shown("gallery", self.value())
        assert html.count('<a class="gallery__link" href="/media/images/') == 2
        assert 'alt="Sân trường"' in html

    def test_a_link_around_a_decorative_picture_has_a_name(self):
        assert "Mở ảnh 1" in self.shown("gallery", self.value(alt="", decorative=True))

    def test_a_picture_nobody_describes_is_refused(self):
        image = factories.PictureFactory().pk
        good = {"image": image, "alt": "Lớp học", "decorative": False, "caption": ""}
        assert self.refusals("gallery", {"pictures": [good, {**good, "alt": " "}]})
        assert not self.refusals("gallery", {"pictures": [good, good]})


class TestPreviews(BlockCase):
    def test_every_block_of_a_text_shows_and_explains_itself(self):
        client = self.client_for(self.slug, factories.editor())
        factories.PictureFactory()
        for name, block in BodyBlock().child_blocks.items():
            assert block.is_previewable, name
            assert block.get_description(), name
            assert block.meta.group, name
            response = client.get("/quan-tri/block-preview/", {"id": block.definition_prefix})
            # The picker asks by the id of the definition in use; here the block draws itself.
            assert response.status_code in {200, 404}
            assert block.render(block.get_preview_value()).strip(), name


class TestEverythingAtOnce(BlockCase):
    def test_a_page_of_all_blocks_costs_few_queries(self):
        factories.PictureFactory()
        factories.AttachmentFactory()
        body = [(name, block.get_preview_value()) for name, block in BodyBlock().child_blocks.items()]
        page = factories.StandardPageFactory(body=body)
        self.client.get(page.get_url())
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert self.client.get(page.get_url()).status_code == 200
        assert len(queries) <= QUERIES
