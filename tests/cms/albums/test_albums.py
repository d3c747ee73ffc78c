"""Albums: what visitors see, what an album must say before it is published, uploads from a phone."""

import json

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.albums.models import AlbumIndexPage, AlbumPage, VideoPage
from cms.albums.tasks import prepare_renditions
from cms.core.publication import PublicationRefused
from cms.home.models import PortalHomePage, SchoolHomePage
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, in_school, run_tasks
from tests.cms.media.test_cleaning import SECRET, TELLING

YOUTUBE = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def photo(name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, TELLING["jpg"], "image/jpeg")


class TestTree(SchoolTestCase):
    def test_every_site_begins_with_a_list_of_albums(self):
        for slug in (A, PORTAL):
            assert client_for(slug).get("/thu-vien-anh/").status_code == 200

    def test_albums_and_videos_stand_below_it_only(self):
        assert set(AlbumIndexPage.allowed_parent_page_models()) == {SchoolHomePage, PortalHomePage}
        assert set(AlbumIndexPage.allowed_subpage_models()) == {AlbumPage, VideoPage}
        for model in (AlbumPage, VideoPage):
            assert model.allowed_parent_page_models() == [AlbumIndexPage]
            assert model.allowed_subpage_models() == []


class TestAlbum(SchoolTestCase):
    def test_every_picture_is_a_link_to_itself_in_full(self):
        album = factories.AlbumPageFactory(with_pictures=3)
        html = self.client.get(album.get_url()).content.decode()
        assert html.count('<a class="album__link" href="/media/images/') == 3
        assert 'alt="Học sinh thi chạy (1/3)"' in html

    def test_a_picture_of_its_own_words_says_those(self):
        album = factories.AlbumPageFactory(with_pictures=2)
        album.pictures.model.objects.filter(page=album, sort_order=0).update(alt="Lớp 3A nhận cờ", caption="Nhận <cờ>")
        html = self.client.get(album.get_url()).content.decode()
        assert 'alt="Lớp 3A nhận cờ"' in html
        assert "Nhận &lt;cờ&gt;" in html

    def test_the_list_says_how_many_and_hides_drafts(self):
        factories.AlbumPageFactory(title="Hội xuân", with_pictures=2)
        factories.AlbumPageFactory(title="Nháp", live=False)
        html = self.client.get("/thu-vien-anh/").content.decode()
        assert "Hội xuân" in html
        assert "2 ảnh" in html
        assert "Nháp" not in html

    def test_thirty_pictures_cost_as_many_queries_as_three(self):
        for count in (3, 30):
            album = factories.AlbumPageFactory(with_pictures=count)
            self.client.get(album.get_url())
            caches["pages"].clear()
            with CaptureQueriesContext(connection) as queries:
                self.client.get(album.get_url())
            assert len(queries) <= 6
        self.client.get("/thu-vien-anh/")
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            self.client.get("/thu-vien-anh/")
        assert len(queries) <= 8

    def test_publishing_prepares_the_sizes(self):
        album = factories.AlbumPageFactory(with_pictures=2)
        album.save_revision().publish()
        run_tasks()
        assert all(picture.image.renditions.count() >= 3 for picture in album.pictures.all())
        lost = album.pictures.first().image
        lost.file.storage.delete(lost.file.name)
        lost.renditions.all().delete()
        assert prepare_renditions.func(album.pk) == 1

    def test_another_schools_pictures_are_404(self):
        with in_school(A):
            album = factories.AlbumPageFactory(with_pictures=1)
            url = album.pictures.first().image.get_rendition("max-1920x1920|format-webp").url
        assert client_for(A).get(url).status_code == 200
        assert client_for(B).get(url).status_code == 404
        assert client_for(B).get(album.get_url()).status_code == 404


class Form(SchoolTestCase):
    """The editing form of an album."""

    def setUp(self):
        self.album = factories.AlbumPageFactory(live=False, parents_consent=False, common_alt="")
        self.image = factories.PictureFactory()

    def send(self, user, action: str = "action-publish", alts=("",), **fields):
        rows = [{"image": self.image.pk, "alt": alt, "caption": ""} for alt in alts]
        data = nested_form_data(
            {
                "title": self.album.title,
                "slug": self.album.slug,
                "summary": "",
                "date": "20/11/2026",
                "common_alt": "",
                "cover": "",
                "cover_alt": "",
                "pictures": inline_formset(rows),
                action: "1",
                **fields,
            }
        )
        return client_for(self.slug, user).post(f"/quan-tri/pages/{self.album.pk}/edit/", data)

    def stored(self) -> AlbumPage:
        return AlbumPage.objects.get(pk=self.album.pk)


class TestPublishing(Form):
    def test_without_the_parents_consent_nothing_is_published(self):
        response = self.send(factories.approver(), alts=("Sân trường",))
        assert "parents_consent" in response.context["form"].errors
        assert not self.stored().live

    def test_without_descriptions_nothing_is_published(self):
        response = self.send(factories.approver(), parents_consent="on")
        assert "common_alt" in response.context["form"].errors
        assert not self.stored().live

    def test_one_description_for_all_will_do(self):
        user = factories.approver()
        assert self.send(user, parents_consent="on", common_alt="Hội thao").status_code == 302
        album = self.stored()
        assert album.live
        assert (album.consent_by, bool(album.consent_at)) == (user, True)

    def test_so_will_one_for_each(self):
        assert self.send(factories.approver(), parents_consent="on", alts=("Chạy",)).status_code == 302
        assert self.stored().live

    def test_an_album_without_pictures_is_not_published(self):
        response = self.send(factories.approver(), parents_consent="on", common_alt="x", alts=())
        assert response.status_code == 200
        assert not self.stored().live

    def test_an_editor_may_save_an_unfinished_draft_but_not_send_it(self):
        editor = factories.editor()
        assert self.send(editor, action="nothing").status_code == 302
        assert "parents_consent" in self.send(editor, action="action-submit").context["form"].errors

    def test_a_row_may_wait_for_its_picture_in_a_draft_only(self):
        waiting = {"pictures": inline_formset([{"image": "", "alt": "Thi chạy", "caption": ""}])}
        user = factories.approver()
        assert self.send(user, action="nothing", **nested_form_data(waiting)).status_code == 302
        draft = self.stored().get_latest_revision_as_object()
        assert [(row.image_id, row.alt) for row in draft.pictures.all()] == [(None, "Thi chạy")]
        browser = client_for(self.slug, user)
        assert browser.get(f"/quan-tri/pages/{self.album.pk}/view_draft/").status_code == 200
        response = self.send(user, parents_consent="on", **nested_form_data(waiting))
        assert "image" in response.context["form"].formsets["pictures"].forms[0].errors
        with pytest.raises(PublicationRefused):
            draft.save_revision().publish(user=user)
        assert not self.stored().live

    def test_no_way_past_the_form_publishes_it(self):
        with pytest.raises(PublicationRefused):
            self.album.save_revision().publish()
        assert not self.stored().live


class TestUpload(SchoolTestCase):
    def setUp(self):
        self.album = factories.AlbumPageFactory(live=False)
        self.user = factories.editor()
        self.url = f"/quan-tri/album/{self.album.pk}/tai-anh/"
        self.browser = client_for(self.slug, self.user)

    def draft(self) -> AlbumPage:
        return AlbumPage.objects.get(pk=self.album.pk).get_latest_revision_as_object()

    def one(self, file, client=None):
        return (client or self.browser).post(self.url, {"files": file}, headers={"Accept": "application/json"})

    def test_the_form_of_the_album_leads_there(self):
        assert self.url in self.browser.get(f"/quan-tri/pages/{self.album.pk}/edit/").content.decode()
        assert self.browser.get(self.url).status_code == 200

    def test_thirty_at_once_without_a_script(self):
        response = self.browser.post(self.url, {"files": [photo(f"IMG_{n}.jpg") for n in range(30)]})
        assert response.status_code == 302
        pictures = self.draft().pictures.all()
        assert len(pictures) == 30
        with pictures[0].image.file.open("rb") as stored:
            assert SECRET not in stored.read()

    def test_one_by_one_with_the_script(self):
        numbers = [json.loads(self.one(photo(f"a{n}.jpg")).content)["id"] for n in range(3)]
        assert self.draft().pictures.count() == 0
        assert self.browser.post(self.url, {"picture": numbers}).status_code == 302
        assert [row.image_id for row in self.draft().pictures.all()] == numbers
        assert self.draft().cover_id == numbers[0]

    def test_sending_twice_adds_once(self):
        number = json.loads(self.one(photo()).content)["id"]
        for _ in range(2):
            self.browser.post(self.url, {"picture": [number]})
        assert self.draft().pictures.count() == 1

    def test_what_is_wrong_with_a_file_is_said_and_the_others_stay(self):
        bad = SimpleUploadedFile("b.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64)
        assert "iPhone" in json.loads(self.one(bad).content)["error"]
        bad.seek(0)
        response = self.browser.post(self.url, {"files": [photo(), bad]})
        assert response.status_code == 400
        assert "b.heic" in response.content.decode()
        assert self.draft().pictures.count() == 1

    def test_nothing_chosen_is_said(self):
        assert self.browser.post(self.url, {}).status_code == 400
        assert self.browser.post(self.url, {"picture": ["x", "9999999"]}).status_code == 400

    def test_somebody_elses_upload_cannot_be_named(self):
        strange = factories.PictureFactory().pk
        assert self.browser.post(self.url, {"picture": [strange]}).status_code == 400

    def test_what_is_on_the_site_stays_until_it_is_approved(self):
        album = factories.AlbumPageFactory(with_pictures=1)
        self.browser.post(f"/quan-tri/album/{album.pk}/tai-anh/", {"files": [photo()]})
        assert album.pictures.count() == 1
        assert "1 ảnh" in self.client.get(album.get_url()).content.decode()

    def test_strangers_and_other_schools_get_nowhere(self):
        assert client_for(A).get(self.url).status_code == 302
        with in_school(B):
            stranger = client_for(B, factories.superuser())
        assert stranger.get(self.url).status_code == 404
        assert self.one(photo(), stranger).status_code == 404
        nobody = client_for(A, factories.UserFactory())
        assert self.one(photo(), nobody).status_code in {302, 403}
        assert self.draft().pictures.count() == 0


class TestVideoPage(SchoolTestCase):
    def test_a_person_makes_one_and_a_visitor_reads_what_is_said(self):
        client = client_for(self.slug, factories.superuser())
        data = nested_form_data(
            {
                "title": "Lễ khai giảng",
                "slug": "le-khai-giang",
                "summary": "",
                "date": "05/09/2026",
                "cover": "",
                "cover_alt": "",
                "video": streamfield(
                    [
                        (
                            "video",
                            {
                                "title": "Khai giảng",
                                "link": YOUTUBE,
                                "text": "",
                                "file": "",
                                "captions": "",
                                "poster": "",
                            },
                        )
                    ]
                ),
                "body": streamfield([("paragraph", rich_text("<p>Thầy hiệu trưởng đánh trống.</p>"))]),
                "action-publish": "1",
            }
        )
        response = client.post(f"/quan-tri/pages/add/albums/videopage/{factories.album_index().pk}/", data)
        assert response.status_code == 302
        page = VideoPage.objects.get()
        shown = self.client.get(page.get_url())
        html = shown.content.decode()
        assert "Thầy hiệu trưởng đánh trống." in html
        assert "<iframe" not in html
        assert "frame-src 'self' https://www.youtube-nocookie.com" in shown["Content-Security-Policy"]
        assert "Video" in self.client.get("/thu-vien-anh/").content.decode()
