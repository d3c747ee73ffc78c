"""Pictures of a school: the stored original tells nothing, and nobody guesses the name of a rendition."""

import re

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.media.models import Picture
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school
from tests.cms.media.test_cleaning import SECRET, TELLING


class TestStoring(SchoolTestCase):
    def test_the_original_that_is_kept_tells_nothing_whatever_way_it_came(self):
        for kind, data in TELLING.items():
            picture = Picture.objects.create(title="Ảnh", file=ContentFile(data, name=f"a.{kind}"))
            with picture.file.open("rb") as stored:
                content = stored.read()
            assert SECRET not in content
            assert picture.file_size == len(content)

    def test_thirty_pictures_come_one_after_the_other(self):
        client = self.client_for(self.slug, factories.editor())
        for number in range(30):
            file = SimpleUploadedFile(f"IMG_{number}.jpg", TELLING["jpg"], "image/jpeg")
            response = client.post(
                "/quan-tri/images/multiple/add/",
                {"title": f"Ảnh {number}", "files[]": file, "collection": 1},
                headers={"X-Requested-With": "XMLHttpRequest"},
            )
            assert response.json()["success"], response.content
        assert Picture.objects.count() == 30
        with Picture.objects.first().file.open("rb") as stored:
            assert SECRET not in stored.read()

    def test_what_is_wrong_is_said_in_vietnamese(self):
        client = self.client_for(self.slug, factories.editor())
        file = SimpleUploadedFile("IMG.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64)
        response = client.post(
            "/quan-tri/images/multiple/add/",
            {"title": "x", "files[]": file},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        assert "iPhone" in response.json()["error_message"]

    def test_the_form_asks_for_a_description(self):
        html = self.client_for(self.slug, factories.editor()).get("/quan-tri/images/add/").content.decode()
        assert "Mô tả cho người không nhìn thấy" in html


class TestRenditions(SchoolTestCase):
    def url(self, **fields) -> str:
        picture = factories.PictureFactory(file__filename="Nguyen-Van-An-lop-3A.png", **fields)
        return picture.get_rendition("fill-60x40").url

    def test_names_hold_a_secret_and_no_word_of_the_files_own(self):
        url = self.url()
        assert re.fullmatch(r"/media/images/[0-9a-f]{24}\.fill-60x40\.png", url)
        assert self.client.get(url).status_code == 200

    def test_equal_pictures_of_two_schools_have_different_names(self):
        urls = set()
        for slug in (A, B):
            with in_school(slug):
                urls.add(self.url(id=8001))
        assert len(urls) == 2

    def test_without_the_secret_the_name_is_another(self):
        url = self.url(id=8002)
        Picture.objects.get(pk=8002).renditions.all().delete()
        with self.settings(SECRET_KEY="another"):
            from django.core.cache import caches

            caches["renditions"].clear()
            assert Picture.objects.get(pk=8002).get_rendition("fill-60x40").url != url

    def test_one_letter_changed_is_404(self):
        url = self.url()
        token = url.split("/")[-1]
        wrong = url.replace(token, ("0" if token[0] != "0" else "1") + token[1:])
        assert self.client.get(wrong).status_code == 404


class TestDescription(SchoolTestCase):
    def test_the_words_given_at_the_upload_serve_wherever_there_are_none(self):
        picture = factories.PictureFactory(description="Học sinh trồng cây")
        page = factories.NewsPageFactory(cover=picture, cover_alt="")
        assert page.cover_alt == "Học sinh trồng cây"
