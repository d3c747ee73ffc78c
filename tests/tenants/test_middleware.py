"""What comes before any page: host, status, language and request id."""

import re

import pytest
from django.db import connection

from tenants.enums import SchoolStatus
from tenants.models import Domain, School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, host_of, in_school


def set_status(slug: str, status: str, reason: str = "") -> None:
    School.objects.filter(slug=slug).update(status=status, status_reason=reason)


class TestHosts(SchoolTestCase):
    def get(self, host: str, path: str = "/", **extra: str):
        return self.client.get(path, HTTP_HOST=host, **extra)

    def test_each_host_shows_its_school(self):
        for slug, name in ((A, "Trường Tiểu học A"), (B, "Trường Mầm non B"), (PORTAL, "Phòng Giáo dục")):
            response = self.get(host_of(slug))
            assert response.status_code == 200
            assert name in response.content.decode()

    def test_an_unknown_host_is_a_404_of_the_platform(self):
        response = self.get("khong-co.tptdm.localhost", "/tin-tuc/")
        assert response.status_code == 404
        assert response["Cache-Control"] == "no-store"
        assert f'href="http://{host_of(PORTAL)}' in response.content.decode()
        assert "Trường Tiểu học A" not in response.content.decode()

    def test_a_host_outside_the_install_is_the_same_404_without_a_query(self):
        with self.assertNumQueries(0):
            for host in ("example.org", "127.0.0.1", "tptdm.localhost.evil.org", "a_b.tptdm.localhost:x"):
                assert self.get(host).status_code == 404

    def test_what_was_asked_is_not_repeated_unescaped(self):
        text = self.get("x.tptdm.localhost", "/<script>alert(1)</script>").content.decode()
        assert "<script>alert" not in text

    def test_case_port_and_final_dot_of_a_host_do_not_matter(self):
        for host in (host_of(A).upper(), host_of(A) + ":8000", host_of(A) + "."):
            assert self.get(host).status_code == 200, host

    def test_an_old_host_redirects_for_good_with_path_and_query(self):
        Domain.objects.create(domain="cu.tptdm.localhost", tenant=self.school_row(A), is_primary=False)
        response = self.get("cu.tptdm.localhost", "/tin-tuc/?trang=2")
        assert response.status_code == 301
        assert response["Location"] == f"http://{host_of(A)}/tin-tuc/?trang=2"

    def test_www_redirects_to_the_one_address(self):
        response = self.get("www." + host_of(A), "/tin-tuc/")
        assert response.status_code == 301
        assert response["Location"] == f"http://{host_of(A)}/tin-tuc/"

    def test_schools_that_are_not_ready_do_not_exist_for_visitors(self):
        for status in (SchoolStatus.REQUESTED, SchoolStatus.BUILDING, SchoolStatus.FAILED):
            set_status(A, status)
            assert self.get(host_of(A)).status_code == 404
            assert self.get(host_of(A), "/quan-tri/").status_code == 404

    def test_a_broken_school_blocks_no_other(self):
        set_status(A, SchoolStatus.FAILED)
        assert self.get(host_of(B)).status_code == 200


class TestSuspended(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        set_status(A, SchoolStatus.SUSPENDED, "Trường đang sửa chữa <b>lớn</b>.")
        cls.user = factories.superuser()

    def test_every_address_is_503_with_the_reason(self):
        for path in ("/", "/tin-tuc/", "/quan-tri/", "/media/images/x.png", "/tim-kiem/?q=x", "/khong-co/"):
            response = self.client.get(path)
            assert response.status_code == 503
            assert "Trường đang sửa chữa &lt;b&gt;lớn&lt;/b&gt;." in response.content.decode()
            assert response["Retry-After"] == "3600"
            assert response["Cache-Control"] == "no-store"

    def test_nobody_signs_in_and_nothing_is_written(self):
        assert self.client_for(A, self.user).get("/quan-tri/").status_code == 503
        assert self.client.post("/quan-tri/login/", {}).status_code == 503

    def test_a_page_kept_before_is_not_shown(self):
        set_status(A, SchoolStatus.READY)
        self.client.get("/lien-he/")
        assert self.client.get("/lien-he/")["X-Page-Cache"] == "hit"
        set_status(A, SchoolStatus.SUSPENDED)
        assert self.client.get("/lien-he/").status_code == 503

    def test_the_others_are_open(self):
        assert self.client_for(B).get("/").status_code == 200


class TestArchived(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        set_status(A, SchoolStatus.ARCHIVED, "Sáp nhập vào Trường B.")
        cls.user = factories.superuser(username="hoa")
        cls.page = factories.NewsPageFactory()

    def test_it_can_be_read_and_says_so(self):
        response = self.client.get("/tin-tuc/")
        assert response.status_code == 200
        assert "Sáp nhập vào Trường B." in response.content.decode()

    def test_no_method_that_writes_is_let_through(self):
        client = self.client_for(A, self.user)
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)("/quan-tri/pages/3/edit/").status_code == 403

    def test_a_signed_in_person_cannot_publish(self):
        client = self.client_for(A, self.user)
        path = f"/quan-tri/pages/{self.page.pk}/edit/"
        assert client.get(path).status_code == 200
        assert client.post(path, {"title": "Mới", "action-publish": "1"}).status_code == 403
        self.page.refresh_from_db()
        assert self.page.title != "Mới"

    def test_staff_may_still_sign_in_and_out(self):
        response = self.client.post("/quan-tri/login/", {"username": "hoa", "password": factories.PASSWORD})
        assert response.status_code == 302
        assert self.client.get("/quan-tri/").status_code == 200
        assert self.client.post("/quan-tri/logout/").status_code == 302


class TestLanguage(SchoolTestCase):
    def test_pages_speak_vietnamese_whatever_the_browser_prefers(self):
        for language in ("en", "vi", "fr"):
            response = self.client.get("/lien-he/", HTTP_ACCEPT_LANGUAGE=language)
            assert '<html lang="vi"' in response.content.decode()
            assert "Tìm kiếm" in response.content.decode()

    def test_a_thread_does_not_keep_the_language_of_its_last_request(self):
        from django.utils import translation

        translation.activate("en")
        assert "Tìm kiếm" in self.client.get("/lien-he/").content.decode()

    def test_the_admin_speaks_the_persons_language_and_leaves_the_site_alone(self):
        from wagtail.users.models import UserProfile

        user = factories.superuser()
        UserProfile.objects.create(user=user, preferred_language="en")
        assert '<html lang="en"' in self.client_for(A, user).get("/quan-tri/").content.decode()
        assert '<html lang="vi"' in self.client.get("/lien-he/").content.decode()


class TestRequestId(SchoolTestCase):
    def request_id(self, **extra: str) -> str:
        return self.client.get("/lien-he/", **extra)["X-Request-ID"]

    def test_each_answer_names_its_request(self):
        first, second = self.request_id(), self.request_id()
        assert re.fullmatch(r"[0-9a-f]{32}", first)
        assert first != second

    def test_a_sane_id_of_the_proxy_is_kept(self):
        assert self.request_id(HTTP_X_REQUEST_ID="abc-DEF-123") == "abc-DEF-123"

    def test_any_other_is_replaced(self):
        for offered in ("short", "x" * 65, "a b c d e f g h", 'evil"},{"level":"ERROR'):
            assert self.request_id(HTTP_X_REQUEST_ID=offered) != offered

    def test_even_a_404_of_the_platform_has_one(self):
        assert self.client.get("/", HTTP_HOST="khong-co.tptdm.localhost")["X-Request-ID"]


@pytest.mark.django_db
def test_a_request_to_a_school_says_so_to_the_connection():
    """What is cached, logged and stored afterwards depends on it."""
    from django.test import RequestFactory

    from tenants.middleware import SchoolMiddleware

    seen = []

    def view(request):
        seen.append((connection.schema_name, connection.tenant.slug, request.tenant.slug))
        from django.http import HttpResponse

        return HttpResponse()

    for slug in (A, PORTAL):
        SchoolMiddleware(view)(RequestFactory().get("/", HTTP_HOST=host_of(slug)))
    assert seen == [("s_truong_a", A, A), ("portal", PORTAL, PORTAL)]
    with in_school("public"):
        pass
