"""Whole pages are kept for anonymous visitors, and void the moment anything changes."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tenants.changes import announce_content
from tenants.page_cache import PageCacheMiddleware, cache_key, keep_until
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, current_school, host_of, listening


class TestHitAndMiss(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = factories.NewsPageFactory(title="Bài cũ", slug="bai")

    def outcome(self, path: str = "/tin-tuc/bai/", slug: str = A, **extra: str) -> str:
        return self.client_for(slug).get(path, **extra)["X-Page-Cache"]

    def test_the_second_visitor_gets_the_kept_page(self):
        first, second = self.client.get("/tin-tuc/bai/"), self.client.get("/tin-tuc/bai/")
        assert (first["X-Page-Cache"], second["X-Page-Cache"]) == ("miss", "hit")
        assert first.content == second.content
        for name in ("Content-Type", "ETag", "Cache-Control", "Content-Security-Policy", "X-Frame-Options"):
            assert first[name] == second[name]

    def test_a_hit_costs_no_query_while_listening_else_one_and_the_search_path(self):
        self.outcome()
        with self.assertNumQueries(2):
            assert self.outcome() == "hit"
        with listening():
            self.outcome()
            with self.assertNumQueries(0):
                assert self.outcome() == "hit"

    def test_head_is_answered_from_the_same_page(self):
        self.client.head("/tin-tuc/bai/")
        response = self.client.get("/tin-tuc/bai/")
        assert response["X-Page-Cache"] == "hit"
        assert "Bài cũ" in response.content.decode()

    def test_a_404_is_not_kept(self):
        for _ in range(2):
            assert self.outcome("/khong-co/") == "bypass"

    def test_every_public_page_type_is_kept(self):
        for path in ("/", "/tin-tuc/", "/lien-he/", "/gioi-thieu/lich-su/", "/robots.txt", "/sitemap.xml"):
            assert [self.outcome(path) for _ in range(2)] == ["miss", "hit"], path

    def test_what_needs_no_keeping_is_passed_by(self):
        for path in ("/quan-tri/login/", "/tim-kiem/?q=x", "/media/images/x.png", "/tai-lieu/1/x.pdf"):
            assert self.outcome(path) == "bypass"

    def test_switched_off_nothing_is_kept(self):
        with self.settings(PAGE_CACHE_ENABLED=False):
            assert [self.outcome() for _ in range(2)] == ["bypass", "bypass"]


class TestParameters(SchoolTestCase):
    def outcomes(self, path: str) -> list[str]:
        return [self.client.get(path)["X-Page-Cache"] for _ in range(2)]

    def test_parameters_of_lists_are_kept_each_for_itself(self):
        factories.NewsPageFactory.create_batch(13)
        one, two = self.client.get("/tin-tuc/?trang=1"), self.client.get("/tin-tuc/?trang=2")
        assert one.content != two.content
        assert self.client.get("/tin-tuc/?trang=2").content == two.content

    def test_their_order_does_not_matter(self):
        self.client.get("/tin-tuc/?trang=1&chuyen-muc=y-te")
        assert self.client.get("/tin-tuc/?chuyen-muc=y-te&trang=1")["X-Page-Cache"] == "hit"

    def test_a_parameter_nobody_knows_is_passed_by(self):
        for query in ("utm_source=x", "trang=1&x=1", "x", "TRANG=1", "&".join(["trang=1"] * 5)):
            assert self.outcomes(f"/tin-tuc/?{query}") == ["bypass", "bypass"]

    def test_an_unknown_parameter_does_not_spoil_the_kept_page(self):
        self.client.get("/tin-tuc/?x=<script>")
        assert "script>" not in self.client.get("/tin-tuc/").content.decode().split("<main")[1].split("</main")[0]

    def test_htmx_gets_its_own_answer(self):
        self.client.get("/tin-tuc/")
        assert self.client.get("/tin-tuc/", HTTP_HX_REQUEST="true")["X-Page-Cache"] == "bypass"


class TestWhoIsServed(SchoolTestCase):
    def test_a_signed_in_person_never_gets_or_leaves_a_kept_page(self):
        person = self.client_for(A, factories.editor())
        for _ in range(2):
            response = person.get("/lien-he/")
            assert response["X-Page-Cache"] == "bypass"
            assert "private" in response["Cache-Control"]
        assert self.client.get("/lien-he/")["X-Page-Cache"] == "miss"
        assert person.get("/lien-he/")["X-Page-Cache"] == "bypass"

    def test_a_request_with_credentials_is_passed_by(self):
        assert self.client.get("/", HTTP_AUTHORIZATION="Basic eDp5")["X-Page-Cache"] == "bypass"

    def test_a_page_behind_a_password_is_neither_kept_nor_served_from_before(self):
        page = factories.StandardPageFactory(title="Bí mật của A", slug="bi-mat")
        assert "Bí mật của A" in self.client.get("/bi-mat/").content.decode()
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="mở")
        for _ in range(2):
            response = self.client_for(A).get("/bi-mat/")
            assert response["X-Page-Cache"] == "bypass"
            assert 'name="password"' in response.content.decode()

    def test_a_page_for_staff_is_not_kept_for_visitors(self):
        page = factories.StandardPageFactory(title="Chỉ cho người trong trường", slug="noi-bo")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        staff = self.client_for(A, factories.editor())
        assert "Chỉ cho người trong trường" in staff.get("/noi-bo/").content.decode()
        response = self.client.get("/noi-bo/")
        assert response.status_code == 302
        assert response["X-Page-Cache"] == "bypass"


class TestVoiding(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = factories.NewsPageFactory(title="Bài cũ", slug="bai")

    def setUp(self):
        for _ in range(2):
            self.client.get("/tin-tuc/bai/")
        assert self.outcome() == "hit"

    def outcome(self, slug: str = A, path: str = "/tin-tuc/bai/") -> str:
        return self.client_for(slug).get(path)["X-Page-Cache"]

    def test_publishing_voids_the_schools_pages(self):
        self.page.title = "Bài mới"
        self.page.save_revision().publish()
        response = self.client.get("/tin-tuc/bai/")
        assert response["X-Page-Cache"] == "miss"
        assert "Bài mới" in response.content.decode()
        assert "Bài mới" in self.client.get("/").content.decode()

    def test_another_schools_pages_stay(self):
        self.client_for(B).get("/lien-he/")
        self.page.save_revision().publish()
        assert self.outcome(B, "/lien-he/") == "hit"

    def test_a_draft_voids_nothing(self):
        self.page.title = "Nháp"
        self.page.save_revision()
        assert self.outcome() == "hit"

    def test_unpublishing_and_deleting_void(self):
        self.page.unpublish()
        assert self.client.get("/tin-tuc/bai/").status_code == 404
        self.page.delete()
        assert self.client.get("/tin-tuc/bai/").status_code == 404

    def test_an_announcement_is_enough(self):
        announce_content("s_truong_a")
        assert self.outcome() == "miss"

    def test_a_change_of_a_picture_or_category_voids(self):
        from cms.media.models import Picture

        category = factories.CategoryFactory(title="Cũ")
        picture = factories.PictureFactory()
        self.page.category, self.page.cover, self.page.cover_is_decorative = category, picture, True
        self.page.save_revision().publish()
        self.client.get("/tin-tuc/bai/")
        category.title = "Chuyên mục đổi tên"
        category.save()
        assert self.outcome() == "miss"
        picture = Picture.objects.get(pk=picture.pk)
        picture.credit = "Ảnh: cô Hoa"
        picture.save()
        assert self.outcome() == "miss"

    def test_a_new_host_or_name_voids(self):
        from tenants import lifecycle

        lifecycle.update_details(self.school_row(A), {"name": "Trường Tiểu học Mới"}, by="test")
        assert "Trường Tiểu học Mới" in self.client.get("/tin-tuc/bai/").content.decode()

    def test_a_card_on_the_portal_follows(self):
        from cms.core import outbox

        outbox.work_off()
        portal = self.client_for(PORTAL)
        assert "Bài cũ" in portal.get("/").content.decode()
        self.page.unpublish()
        outbox.work_off()
        assert "Bài cũ" not in portal.get("/").content.decode()


class TestConditional(SchoolTestCase):
    def setUp(self):
        self.etag = self.client.get("/lien-he/")["ETag"]

    def test_an_unchanged_page_is_304(self):
        response = self.client.get("/lien-he/", HTTP_IF_NONE_MATCH=self.etag)
        assert response.status_code == 304
        assert response.content == b""
        assert response["ETag"] == self.etag
        assert "Cookie" in response["Vary"]

    def test_so_it_is_when_nginx_has_compressed_it(self):
        """nginx makes the tag weak; browsers send it back so."""
        response = self.client.get("/lien-he/", HTTP_IF_NONE_MATCH=f"W/{self.etag}")
        assert response.status_code == 304

    def test_a_changed_page_is_sent_whole(self):
        announce_content("s_truong_a")
        factories.StandardPageFactory(title="Mục mới", show_in_menus=True)
        response = self.client.get("/lien-he/", HTTP_IF_NONE_MATCH=self.etag)
        assert response.status_code == 200
        assert response["ETag"] != self.etag

    def test_a_browser_asks_every_time(self):
        control = self.client.get("/lien-he/")["Cache-Control"]
        assert "max-age=0" in control
        assert "must-revalidate" in control


class TestWhatIsKept(SchoolTestCase):
    """The middleware alone, with answers no page of ours gives today."""

    def answer(self, response: HttpResponse) -> str:
        request = RequestFactory().get("/x/", HTTP_HOST=host_of(A))
        request.tenant = current_school(A)
        return PageCacheMiddleware(lambda request: response)(request)["X-Page-Cache"]

    def test_an_answer_that_sets_a_cookie_is_not_kept(self):
        response = HttpResponse("x")
        response.set_cookie("a", "b")
        assert self.answer(response) == "bypass"

    def test_an_answer_that_is_private_is_not_kept(self):
        for control in ("private", "no-store", "max-age=0, no-cache", "Private", "NO-STORE"):
            assert self.answer(HttpResponse("x", headers={"Cache-Control": control})) == "bypass", control

    def test_streams_redirects_and_errors_are_not_kept(self):
        assert self.answer(StreamingHttpResponse(iter([b"x"]))) == "bypass"
        for status in (204, 301, 302, 403, 404, 500, 503):
            assert self.answer(HttpResponse("x", status=status)) == "bypass"

    def test_an_answer_that_varies_on_more_than_the_cookie_is_not_kept(self):
        assert self.answer(HttpResponse("x", headers={"Vary": "Accept-Language"})) == "bypass"
        assert self.answer(HttpResponse("x", headers={"Vary": "Cookie"})) == "miss"

    def test_requests_that_write_have_no_key(self):
        for method in ("post", "put", "delete", "patch"):
            request = getattr(RequestFactory(), method)("/", HTTP_HOST=host_of(A))
            request.tenant = current_school(A)
            assert cache_key(request) is None

    def test_an_ordinary_answer_is_kept(self):
        assert self.answer(HttpResponse("x")) == "miss"
        assert caches["pages"]._cache


@pytest.mark.django_db
def test_the_key_tells_path_and_query_apart():
    def key(path: str) -> str | None:
        request = RequestFactory().get(path, HTTP_HOST=host_of(A))
        request.tenant = current_school(A)
        return cache_key(request)

    keys = [key(p) for p in ("/a", "/a/", "/a/?trang=1", "/a/?trang=2", "/a/?chuyen-muc=1", "/A/")]
    assert len(set(keys)) == len(keys)
    assert None not in keys


class TestUntil(SchoolTestCase):
    """A page that is right for some time only."""

    def answer(self, seconds: int, requests: int = 1) -> list[HttpResponse]:
        made = iter(range(requests))

        def get_response(request):
            response = HttpResponse(f"page {next(made)}")
            keep_until(response, timezone.now() + dt.timedelta(seconds=seconds))
            return response

        middleware = PageCacheMiddleware(get_response)
        answers = []
        for _ in range(requests):
            request = RequestFactory().get("/hom-nay/", headers={"host": host_of(A)})
            request.tenant = self.school
            answers.append(middleware(request))
        return answers

    def test_nginx_is_told_the_moment_itself_also_by_a_hit(self):
        first, second = self.answer(600, requests=2)
        assert (first["X-Page-Cache"], second["X-Page-Cache"]) == ("miss", "hit")
        assert first["X-Accel-Expires"] == second["X-Accel-Expires"]
        assert 590 <= int(first["X-Accel-Expires"].removeprefix("@")) - timezone.now().timestamp() <= 600

    def test_never_longer_than_any_other_page(self):
        (answer,) = self.answer(86_400)
        assert int(answer["X-Accel-Expires"].removeprefix("@")) - timezone.now().timestamp() <= 3600

    def test_what_is_over_is_not_kept(self):
        first, second = self.answer(-1, requests=2)
        assert (first["X-Page-Cache"], second["X-Page-Cache"]) == ("bypass", "bypass")
        assert first.content != second.content
