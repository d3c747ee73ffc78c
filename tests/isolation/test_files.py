"""Files are served from the school of the host only, and only those that were published."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import Attachment, Picture
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, in_school


class TestPictures(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for slug, name in ((A, "cua-a.png"), (B, "cua-b.png")):
            with in_school(slug):
                factories.PictureFactory(id=7001, file__filename=name, file__color=(slug == A and "red") or "blue")

    def rendition_url(self, slug: str) -> str:
        with self.in_school(slug):
            return Picture.objects.get(pk=7001).get_rendition("fill-60x40").url

    def test_a_published_picture_is_served_at_its_school(self):
        response = self.client_for(A).get(self.rendition_url(A))
        assert response.status_code == 200
        assert response["Content-Type"] == "image/png"
        assert "immutable" in response["Cache-Control"]

    def test_the_same_address_is_404_everywhere_else(self):
        url = self.rendition_url(A)
        for slug in (B, PORTAL):
            assert self.client_for(slug).get(url).status_code == 404

    def test_control_with_djangos_own_storage_b_serves_the_picture_of_a(self):
        storages = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
        with self.settings(STORAGES=storages):
            with self.in_school(A):
                picture = factories.PictureFactory(file__filename="cua-rieng-a.png")
                url = picture.get_rendition("fill-60x40").url
            assert self.client_for(B).get(url).status_code == 200

    def test_each_schools_files_lie_in_its_own_folder(self):
        for slug, schema in ((A, "s_truong_a"), (B, "s_truong_b")):
            with self.in_school(slug):
                path = Picture.objects.get(pk=7001).file.path
            assert path.startswith(f"{settings.MEDIA_ROOT}/{schema}/")

    def test_the_original_is_never_served(self):
        with self.in_school(A):
            name = Picture.objects.get(pk=7001).file.name
            assert default_storage.exists(name)
        client = self.client_for(A, self.superuser())
        for slug in (A, B):
            assert client_for(slug).get(f"/media/{name}").status_code == 404
        for path in (name, f"images/../{name}", f"images/./../{name}", f"images/%2e%2e/{name}"):
            assert client.get(f"/media/{path}").status_code == 404
            with self.settings(PROXY_SENDS_FILES=True):
                assert client.get(f"/media/{path}").status_code == 404

    def superuser(self):
        with self.in_school(A):
            return factories.superuser()

    def test_an_address_that_climbs_out_is_404(self):
        folder, file = self.rendition_url(A).removeprefix("/media/").split("/", 1)
        climbing = [
            f"/media/{folder}/../../s_truong_a/{folder}/{file}",
            f"/media/../s_truong_a/{folder}/{file}",
            f"/media/{folder}/..%2f..%2fs_truong_a/{folder}/{file}",
            f"/media/{folder}/%2e%2e/%2e%2e/s_truong_a/{folder}/{file}",
            f"/media/{folder}/../original_images/",
            "/media/images/../../../../../../etc/passwd",
            "/media/images//etc/passwd",
            "/media//etc/passwd",
            "/media/images/%00",
            "/media/images/",
            "/media/images",
            "/media/",
            f"/media/s_truong_a/{folder}/{file}",
            "/media-chung/../media/s_truong_a/" + f"{folder}/{file}",
            "/media-chung/..%2f..%2f..%2fetc/passwd",
            "/media-chung//etc/passwd",
            "/media-chung/",
        ]
        for path in climbing:
            with self.subTest(path=path):
                assert self.client_for(B).get(path).status_code == 404

    def test_shared_thumbnails_are_readable_under_every_host(self):
        name = storages["shared"].save("s_truong_a/1-abc.webp", ContentFile(factories.png()))
        assert self.client_for(B).get("/media-chung/s_truong_a").status_code == 404
        for slug in (A, B, PORTAL):
            assert self.client_for(slug).get(f"/media-chung/{name}").status_code == 200

    def test_with_nginx_in_front_only_the_hosts_own_folder_is_named(self):
        url = self.rendition_url(A)
        with self.settings(PROXY_SENDS_FILES=True):
            response = self.client_for(A).get(url)
            assert response["X-Accel-Redirect"] == f"/_private/media/s_truong_a/{url.removeprefix('/media/')}"
            assert response.content == b""
            assert self.client_for(B).get(url).status_code == 404
            assert self.client_for(B).get("/media/images/../../s_truong_a/x").status_code == 404

    def test_served_files_cannot_run_scripts(self):
        response = self.client_for(A).get(self.rendition_url(A))
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"


class TestDocuments(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        with in_school(A):
            factories.published_attachment(id=7101, title="Chỉ của A")
        with in_school(B):
            factories.published_attachment(id=7102, title="Chỉ của B")

    def url(self, slug: str) -> str:
        with self.in_school(slug):
            return Attachment.objects.get().url

    def body(self, response) -> str:
        return b"".join(response.streaming_content).decode()

    def test_a_document_is_served_at_its_school(self):
        response = self.client_for(A).get(self.url(A))
        assert response.status_code == 200
        assert self.body(response) == "Chỉ của A"

    def test_the_same_address_is_404_everywhere_else(self):
        assert self.client_for(B).get(self.url(A)).status_code == 404
        assert self.client_for(PORTAL).get(self.url(A)).status_code == 404

    def test_equal_ids_and_names_give_each_school_its_own(self):
        with self.in_school(B):
            Attachment.objects.filter(pk=7102).delete()
            factories.published_attachment(id=7101, title="Chỉ của B")
        assert self.body(self.client_for(B).get(self.url(B))) == "Chỉ của B"
        assert self.body(self.client_for(A).get(self.url(A))) == "Chỉ của A"

    def test_one_that_no_published_page_refers_to_is_served_to_nobody(self):
        with self.in_school(A):
            unused = factories.AttachmentFactory()
        assert self.client_for(A).get(unused.url).status_code == 404

    def test_the_file_itself_has_no_address(self):
        with self.in_school(A):
            name = Attachment.objects.get().file.name
        for slug in (A, B):
            assert self.client_for(slug).get(f"/media/{name}").status_code == 404

    def test_a_document_of_a_private_collection_asks_for_signing_in(self):
        with self.in_school(A):
            private = Collection.get_first_root_node().add_child(name="Nội bộ")
            CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
            Attachment.objects.update(collection=private)
            user = factories.editor()
        assert self.client_for(A).get(self.url(A)).status_code == 302
        assert self.client_for(A, user).get(self.url(A)).status_code == 200


@pytest.mark.parametrize("name", ["../s_truong_b/x.txt", "/etc/passwd", "../../x"])
def test_the_storage_itself_refuses_to_leave_its_folder(name, school_db):
    from django.core.exceptions import SuspiciousFileOperation

    with pytest.raises(SuspiciousFileOperation):
        default_storage.path(name)
