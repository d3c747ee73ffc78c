"""Functions of the pages: each check in both directions."""

import datetime as dt
from unittest import mock

from django.utils import timezone

from cms.compliance.models import MaintenanceNotice
from cms.compliance.site import markup
from cms.core import outbox
from cms.core.requirements import State
from cms.search.contract import Answer
from tests import factories
from tests.base import PORTAL
from tests.cms.compliance.base import GOOD_HEAD, CheckCase, page


class TestSearch(CheckCase):
    def test_the_site_finds_its_own_pages(self):
        factories.NewsPageFactory(title="Đường sách mùa thu")
        outbox.work_off()
        self.assert_states("fn-search", State.PASSED)

    def test_a_search_that_finds_nothing_fails(self):
        factories.NewsPageFactory(title="Chưa ai tìm thấy")
        with mock.patch("cms.search.engines.search", return_value=Answer()):
            assert self.state("fn-search") == State.MISSING

    def test_a_page_without_a_search_at_its_head_fails(self):
        with mock.patch("cms.compliance.checks.functions._finds", return_value=True), self.pages(default=page("<p>")):
            assert self.state("fn-search") == State.MISSING


class TestPrint(CheckCase):
    styled = GOOD_HEAD + '<link rel="stylesheet" href="/static/themes/css/site.css">'

    def test_without_an_article_nothing_is_known(self):
        assert self.state("fn-print-save") == State.UNKNOWN

    def test_a_button_and_a_style_for_paper_pass(self):
        factories.NewsPageFactory()
        with self.pages(default=page("<main><button data-print>In</button></main>", self.styled)):
            assert self.state("fn-print-save") == State.PASSED

    def test_the_sites_own_articles_have_both(self):
        factories.NewsPageFactory()
        assert self.state("fn-print-save") == State.PASSED

    def test_either_alone_fails(self):
        factories.NewsPageFactory()
        for body in (
            page("<main><p>Bài</p></main>", self.styled),
            page("<main><button data-print>In</button></main>"),
        ):
            with self.pages(default=body):
                assert self.state("fn-print-save") == State.MISSING


class TestSiteMap(CheckCase):
    def test_the_site_has_both(self):
        assert self.state("fn-sitemap") == State.PASSED

    def test_a_page_that_is_not_in_the_file_fails(self):
        tree = page("<main><ul><li><ul><li><a href='/x/'>x</a></li></ul></li></ul></main>")
        empty = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
        with self.pages({"/so-do/": tree, "/sitemap.xml": empty}):
            assert self.state("fn-sitemap") == State.MISSING

    def test_no_tree_or_broken_xml_fails(self):
        for tree, xml in (("", "<urlset/>"), (page("<main><ul><li><ul><li><a>x</a></ul></ul></main>"), "<urlset")):
            with self.pages({"/so-do/": tree, "/sitemap.xml": xml}):
                assert self.state("fn-sitemap") == State.MISSING

    def test_a_file_cannot_read_files(self):
        evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><channel><title>&e;</title></channel></rss>'
        with self.pages({"/rss/": evil}):
            assert "root:" not in self.find("fn-rss").message


class TestHead(CheckCase):
    def head(self, links: str, name: str = "", mark: str = "<img alt=''>") -> str:
        return page(f"<header>{mark}{name or self.school.name}</header><nav>{links}</nav>")

    links = "<a href='/'>Trang chủ</a><a href='/gioi-thieu/'>Giới thiệu</a><a href='/so-do/'>Sơ đồ</a>"

    def test_name_emblem_and_links_pass(self):
        with self.pages(default=self.head(self.links)):
            assert self.state("fn-header") == State.PASSED

    def test_each_part_that_is_missing_fails(self):
        for body in (
            self.head(self.links, name="Trường khác"),
            self.head(self.links, mark=""),
            self.head(self.links.replace("/so-do/", "/x/")),
            page("<p>trống</p>"),
        ):
            with self.pages(default=body):
                assert self.state("fn-header") == State.MISSING


class TestOfficeHead(TestHead):
    slug = PORTAL
    links = TestHead.links + "<a href='/thu-tuc/'>Dịch vụ công trực tuyến</a>"

    def test_the_office_also_needs_its_services(self):
        with self.pages(default=self.head(TestHead.links)):
            assert self.state("fn-header") == State.MISSING


class TestMobileAndAccess(CheckCase):
    good = (
        "<main><h1>Một</h1><h2>Hai</h2><img alt='ảnh'><a href='/x/'>xem</a>"
        "<table><caption>Bảng</caption><tr><th scope='col'>A</th></tr></table></main>"
    )

    def test_the_site_itself_passes_with_an_article(self):
        factories.NewsPageFactory(cover=factories.PictureFactory(), cover_alt="Học sinh đọc sách")
        assert self.state("fn-mobile") == State.PASSED
        assert self.state("fn-accessibility") == State.PASSED

    def test_a_page_as_it_should_be_passes(self):
        with self.pages(default=page(self.good)):
            assert self.state("fn-mobile") == State.PASSED
            assert self.state("fn-accessibility") == State.PASSED

    def test_each_barrier_is_found(self):
        for change, name in (
            (("<h1>", "<marquee>chạy</marquee><h1>"), "moving"),
            (("<h1>", "<blink>nháy</blink><h1>"), "moving"),
            ((" alt='ảnh'", ""), "alt"),
            ((">xem<", "><"), "link"),
            (("h2>", "h4>"), "headings"),
            (("<h1>Một</h1>", ""), "headings"),
            (("<caption>Bảng</caption>", ""), "caption"),
            ((" scope='col'", ""), "scope"),
            (("<th scope='col'>A</th>", "<td>A</td>"), "scope"),
        ):
            body = page(self.good.replace(*change))
            with self.pages(default=body):
                assert self.state("fn-accessibility") == State.MISSING, change
                from cms.compliance.site.visitor import visit

                assert name in set(markup.barriers(visit("/").document))

    def test_a_page_that_does_not_fit_a_phone_fails(self):
        for body in (
            page(self.good, "<title>x</title>"),
            page(self.good, '<meta name="viewport" content="width=device-width, user-scalable=no">'),
            page(self.good.replace("<table>", "<table width='900'>")),
        ):
            with self.pages(default=body):
                assert self.state("fn-mobile") == State.MISSING


class TestFeed(CheckCase):
    def test_the_site_has_one(self):
        factories.NewsPageFactory()
        assert self.state("fn-rss") == State.PASSED

    def test_none_a_broken_one_and_an_empty_one_fail(self):
        factories.NewsPageFactory()
        for text in ("", "<rss", "<html></html>", "<rss><channel><title>x</title></channel></rss>"):
            with self.pages({"/rss/": text}):
                assert self.state("fn-rss") == State.MISSING


class TestSatisfaction(CheckCase):
    slug = PORTAL

    def test_the_portal_asks(self):
        assert self.state("fn-satisfaction") == State.PASSED

    def test_no_question_or_two_levels_fail(self):
        two = "<main><form action='/danh-gia/'><button name='muc' value='hai-long'>x</button></form></main>"
        for body in (page("<main></main>"), page(two)):
            with self.pages(default=body):
                assert self.state("fn-satisfaction") == State.MISSING


class TestOutage(CheckCase):
    slug = PORTAL

    def notice(self, days: int, announced_days_before: int, reason: str = "Nâng cấp") -> MaintenanceNotice:
        start = timezone.now() + dt.timedelta(days=days)
        row = MaintenanceNotice(reason=reason, starts_at=start, ends_at=start + dt.timedelta(hours=2))
        row.save()
        MaintenanceNotice.objects.update(announced_at=start - dt.timedelta(days=announced_days_before))
        return row

    def test_without_any_it_does_not_apply(self):
        assert self.state("fn-outage-notice") == State.NOT_APPLICABLE

    def test_one_in_time_and_on_the_page_passes(self):
        self.notice(20, 20)
        assert self.state("fn-outage-notice") == State.PASSED

    def test_one_told_too_late_fails(self):
        self.notice(-3, 5)
        self.assert_states("fn-outage-notice", State.MISSING, "quá muộn")

    def test_one_that_the_page_does_not_show_fails(self):
        self.notice(20, 20)
        with self.pages(default=page("<p>Chào</p>")):
            self.assert_states("fn-outage-notice", State.MISSING, "chưa hiện")
