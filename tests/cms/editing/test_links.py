"""Broken links: found, asked for politely, and shown with the place where to mend them."""

import datetime as dt
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.editing.links import fetch, services
from cms.editing.models import ExternalLink, FoundLink
from cms.news.models import NewsIndexPage
from tenants import periodic
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, host_of, in_school, run_tasks

PATHS = {"/": 200, "/mat": 404, "/loi": 500, "/cam": 403, "/vong": 302, "/di": 301}


class Handler(BaseHTTPRequestHandler):
    seen: list[tuple[str, str]] = []

    def answer(self):
        self.seen.append((self.command, self.path))
        self.send_response(405 if self.command == "HEAD" and self.path == "/chi-get" else PATHS.get(self.path, 200))
        if self.path in ("/vong", "/di"):
            self.send_header("Location", "/vong" if self.path == "/vong" else "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *args):
        pass


@contextmanager
def server():
    """Another site, on this machine."""
    Handler.seen = []
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        with (
            mock.patch.object(fetch, "is_public", return_value=True),
            mock.patch.object(services, "PAUSE_SAME_HOST", 0),
        ):
            yield f"http://127.0.0.1:{httpd.server_port}"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "::1", "fc00::1", "::ffff:10.0.0.1"],
)
def test_private_addresses_are_none_of_our_business(address: str):
    assert not fetch.is_public(address)


def test_public_addresses_are():
    assert fetch.is_public("203.113.131.1")
    assert fetch.is_public("2001:4860:4860::8888")


def test_nothing_is_asked_of_a_private_network():
    with mock.patch.object(fetch.socket, "create_connection") as connect:
        assert fetch.ask("http://127.0.0.1:9/").reason == "private"
        assert fetch.ask("http://localhost/").reason == "private"
        assert fetch.ask("ftp://127.0.0.1/").reason == "address"
        assert fetch.ask("http://[/").reason == "unreachable"
    connect.assert_not_called()


def test_a_redirect_into_a_private_network_is_refused():
    def request(method, href):
        if "127.0.0.1" in href:
            fetch.public_address("127.0.0.1", 80)
        return 302, "http://127.0.0.1/"

    with mock.patch.object(fetch, "_request", request):
        assert fetch.ask("http://example.org/").reason == "private"


def test_what_servers_answer():
    with server() as site:
        assert not fetch.ask(f"{site}/").is_broken
        assert fetch.ask(f"{site}/mat").status == 404
        assert fetch.ask(f"{site}/mat").is_broken
        assert fetch.ask(f"{site}/loi").is_broken
        # It answers, only not to programs.
        assert not fetch.ask(f"{site}/cam").is_broken
        assert not fetch.ask(f"{site}/chi-get").is_broken
        assert fetch.ask(f"{site}/vong").reason == "redirects"
        assert not fetch.ask(f"{site}/di").is_broken
        assert not fetch.ask(f"{site}/tiếng việt?q=ổn").is_broken
    assert fetch.ask(f"{site}/").reason in ("private", "unreachable")


class Case(SchoolTestCase):
    def page(self, *hrefs: str, **kwargs):
        links = " ".join(f'<a href="{href}">Xem kế hoạch {n}</a>' for n, href in enumerate(hrefs))
        return factories.NewsPageFactory(body=[("paragraph", f"<p>{links}</p>")], **kwargs)


class TestOwnLinks(Case):
    def hrefs(self) -> list[str]:
        services.collect()
        return [row.href for row in services.report()]

    def test_links_to_pages_are_looked_up_without_a_request(self):
        there = factories.NewsPageFactory(slug="con-day")
        with mock.patch.object(fetch, "ask") as ask:
            self.page("/tin-tuc/con-day/", "/tin-tuc/mat-roi/", "/tim-kiem/", "#muc", "mailto:a@b.vn")
            assert self.hrefs() == ["/tin-tuc/mat-roi/"]
            there.unpublish()
            assert set(self.hrefs()) == {"/tin-tuc/con-day/", "/tin-tuc/mat-roi/"}
        ask.assert_not_called()

    def test_links_with_the_own_host_too(self):
        host = self.school.primary_host
        self.page(f"http://{host}/tin-tuc/", f"http://{host}/khong-co/")
        assert self.hrefs() == [f"http://{host}/khong-co/"]

    def test_an_address_that_a_page_answers_itself_is_whole(self):
        self.page("/tin-tuc/thang-11/", "/lien-he/thang-11/")
        with mock.patch.object(NewsIndexPage, "route_rest", return_value=None):
            assert self.hrefs() == ["/lien-he/thang-11/"]

    def test_other_sites_of_this_install_are_not_asked(self):
        self.page(f"http://{host_of(B)}/tin-tuc/", f"http://{host_of(PORTAL)}/")
        services.collect()
        assert not ExternalLink.objects.exists()

    def test_links_by_number(self):
        page = factories.NewsPageFactory()
        gone = page.pk + 999
        text = (
            f'<p><a linktype="page" id="{page.pk}">Còn</a> <a linktype="page" id="{gone}">Mất</a>'
            f' <a linktype="document" id="{gone}">Tệp</a></p>'
        )
        factories.NewsPageFactory(body=[("paragraph", text)])
        services.collect()
        assert [row.words for row in services.report()] == ["Mất", "Tệp"]

    def test_an_address_that_is_led_on_is_whole(self):
        from wagtail.contrib.redirects.models import Redirect

        Redirect.add_redirect("/cu", "/tin-tuc/")
        self.page("/cu/")
        assert self.hrefs() == []

    def test_drafts_are_not_looked_at(self):
        self.page("/khong-co/", live=False)
        assert self.hrefs() == []

    def test_another_school_sees_nothing_of_it(self):
        self.page("/khong-co/")
        services.collect()
        with in_school(B):
            services.collect()
            assert services.report() == []
        assert FoundLink.objects.exists()


class TestOtherSites(Case):
    def ask(self) -> None:
        services._ask_batch(services.due())

    def test_a_link_is_named_when_it_failed_on_two_days(self):
        with server() as site:
            self.page(f"{site}/mat", f"{site}/")
            services.collect()
            self.ask()
            assert services.report() == []
            with time_machine.travel(timezone.now() + dt.timedelta(days=1, hours=1)):
                self.ask()
            assert [row.href for row in services.report()] == [f"{site}/mat"]

    def test_one_that_works_again_is_named_no_more(self):
        with server() as site:
            self.page(f"{site}/")
            services.collect()
            ExternalLink.objects.update(failures=3, checked_at=timezone.now() - dt.timedelta(days=8))
            self.ask()
            assert services.report() == []

    def test_of_one_server_only_a_few_are_asked_at_a_time(self):
        with server() as site:
            self.page(*(f"{site}/{n}" for n in range(12)))
            services.collect()
            self.ask()
            assert ExternalLink.objects.filter(checked_at__isnull=False).count() == services.PER_HOST
            self.ask()
            assert ExternalLink.objects.filter(checked_at__isnull=False).count() == 2 * services.PER_HOST

    def test_links_that_nobody_has_any_more_are_forgotten(self):
        page = self.page("http://example.org/a")
        services.collect()
        page.delete()
        services.collect()
        assert not ExternalLink.objects.exists()


class TestEveryWeek(SchoolTestCase):
    def test_every_school_has_its_links_looked_at_each_on_its_own_day(self):
        DBTaskResult.objects.all().delete()
        rhythm = periodic._rhythms[services.check_links.module_path]
        assert rhythm.next(timezone.now()) - timezone.now() <= dt.timedelta(days=7)
        periodic.occasion.func(services.check_links.module_path)
        rows = DBTaskResult.objects.filter(task_path=services.check_links.module_path)
        assert {row.args_kwargs["schema"] for row in rows} == {PORTAL, "s_truong_a", "s_truong_b"}
        assert len({row.run_after.date() for row in rows}) > 1
        assert all(row.priority == services.check_links.priority for row in rows)
        assert all(dt.timedelta(0) <= row.run_after - timezone.now() < dt.timedelta(days=7) for row in rows)


class TestReport(Case):
    def test_it_names_page_place_words_and_address(self):
        page = self.page("/khong-co/", title="Bài có liên kết hỏng")
        services.collect()
        text = self.client_for(A, factories.editor()).get("/quan-tri/bien-tap/lien-ket/").content.decode()
        assert "Bài có liên kết hỏng" in text
        assert f"/quan-tri/pages/{page.pk}/edit/#block-" in text
        assert "Xem kế hoạch 0" in text
        assert "/khong-co/" in text

    def test_empty_it_says_so(self):
        text = self.client_for(A, factories.editor()).get("/quan-tri/bien-tap/lien-ket/").content.decode()
        assert "Chưa thấy liên kết hỏng nào" in text

    def test_an_approver_may_have_it_looked_at_now_but_not_all_the_time(self):
        DBTaskResult.objects.all().delete()
        client = self.client_for(A, factories.approver())
        for _ in range(3):
            assert client.post("/quan-tri/bien-tap/lien-ket/kiem-tra/").status_code == 302
        assert DBTaskResult.objects.filter(task_path="cms.editing.links.services.check_links").count() == 1
        self.page("/khong-co/")
        run_tasks()
        assert FoundLink.objects.exists()
