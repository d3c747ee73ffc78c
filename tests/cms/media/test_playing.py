"""Videos are sent in the parts that phones ask for."""

from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import Attachment
from tests import factories
from tests.base import A, B, SchoolClient, SchoolTestCase, client_for

CONTENT = bytes(range(100))


class TestPlaying(SchoolTestCase):
    def setUp(self):
        self.file = Attachment.objects.create(title="Hội thao", file=ContentFile(CONTENT, name="hoi-thao.mp4"))

    def ask(self, part: str = "", client: SchoolClient | None = None):
        # Of the school's own people: no published page shows the file.
        client = client or client_for(A, factories.editor())
        response = client.get(self.file.url, headers={"Range": part} if part else {})
        return response, b"".join(response.streaming_content) if response.streaming else response.content

    def test_the_whole(self):
        response, content = self.ask()
        assert (response.status_code, content, response["Content-Type"]) == (200, CONTENT, "video/mp4")

    def test_parts(self):
        for part, first, last in (
            ("bytes=0-1", 0, 1),
            ("bytes=90-", 90, 99),
            ("bytes=-5", 95, 99),
            ("bytes=50-999", 50, 99),
        ):
            response, content = self.ask(part)
            assert response.status_code == 206
            assert content == CONTENT[first : last + 1]
            assert response["Content-Type"] == "video/mp4"
            assert response["Content-Range"] == f"bytes {first}-{last}/100"

    def test_what_there_is_not(self):
        assert self.ask("bytes=100-")[0].status_code == 416
        assert self.ask("bytes=9-3")[0].status_code == 416
        assert self.ask("lines=1-2")[0].status_code == 200

    def test_the_right_to_see_it_is_asked_first(self):
        private = Collection.get_first_root_node().add_child(name="Nội bộ")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        Attachment.objects.update(collection=private)
        assert self.ask("bytes=0-1", client_for(A))[0].status_code == 302

    def test_a_video_that_no_published_page_shows_is_nobodys_business(self):
        assert self.ask("bytes=0-1", client_for(A))[0].status_code == 404

    def test_another_school_has_no_such_file(self):
        assert client_for(B).get(self.file.url).status_code == 404
