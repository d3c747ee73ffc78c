"""Feeds, the site map and the notes for machines."""

import datetime as dt
from xml.etree import ElementTree

from django.test import override_settings
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.core.models import BasePage
from cms.news.models import NewsCategory
from cms.timetables.models import MenuPage, MenuWeekPage
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, host_of, in_school, run_tasks


class TestRss(SchoolTestCase):
    def entries(self, address: str = "/rss/", slug: str = A) -> list[ElementTree.Element]:
        answer = client_for(slug).get(address)
        assert answer.status_code == 200, address
        assert answer["Content-Type"].startswith("application/rss+xml")
        return ElementTree.fromstring(answer.content).findall("./channel/item")  # noqa: S314 - our own

    def test_lists_the_news_newest_first_with_whole_addresses(self):
        factories.NewsPageFactory(title="Cũ & mới", slug="cu", date=dt.date(2026, 11, 1))
        factories.NewsPageFactory(title="Mới <b>", slug="moi", date=dt.date(2026, 11, 2), summary="Tóm tắt")
        entries = self.entries()
        assert [entry.findtext("title") for entry in entries] == ["Mới <b>", "Cũ & mới"]
        assert entries[0].findtext("link") == f"http://{host_of(A)}/tin-tuc/moi/"
        assert entries[0].findtext("description") == "Tóm tắt"

    def test_keeps_to_its_school_and_to_what_is_public(self):
        factories.NewsPageFactory(title="Nháp", live=False)
        page = factories.NewsPageFactory(title="Nội bộ")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        with in_school(B):
            factories.NewsPageFactory(title="Của trường khác")
        assert self.entries() == []

    def test_a_category_has_its_own(self):
        category = NewsCategory.objects.get(slug="thong-bao")
        factories.NewsPageFactory(title="Thông báo nghỉ", category=category)
        factories.NewsPageFactory(title="Chuyện khác")
        assert [entry.findtext("title") for entry in self.entries("/rss/tin-tuc/thong-bao/")] == ["Thông báo nghỉ"]

    def test_what_does_not_exist_is_not_found(self):
        for address in ("/rss/khong-co/", "/rss/tin-tuc/khong-co/", "/rss/cac-truong/"):
            assert client_for(A).get(address).status_code == 404, address

    def test_the_portal_has_one_of_all_schools(self):
        with in_school(A):
            page = factories.NewsPageFactory(title="Tin của trường A")
        run_tasks()
        with in_school(PORTAL):
            (entry,) = self.entries("/rss/cac-truong/", PORTAL)
        assert entry.findtext("title") == page.title
        assert entry.findtext("link") == f"http://{host_of(A)}{page.url}"

    def test_costs_few_queries(self):
        for number in range(5):
            factories.NewsPageFactory(title=f"Tin {number}")
        assert self.cost("/rss/") == 3


class TestSiteMap(SchoolTestCase):
    def test_shows_the_sections_as_a_tree_and_no_articles(self):
        factories.NewsPageFactory(title="Một bài viết")
        text = client_for(A).get("/so-do/").content.decode()
        assert "Một bài viết" not in text.split("<main")[1].split("</main>")[0]
        about, history = text.index("Giới thiệu</a><ul>"), text.rindex('href="/gioi-thieu/lich-su/"')
        assert about < history

    def test_timetables_and_weeks_are_left_to_their_lists(self):
        factories.TimetableFactory()
        with in_school(B):
            week = MenuWeekPage(date=dt.date(2026, 11, 23))
            MenuPage.objects.get().add_child(instance=week)
        for slug, section in ((A, "/thoi-khoa-bieu/"), (B, "/cham-soc-nuoi-duong/thuc-don/")):
            text = client_for(slug).get("/so-do/").content.decode()
            assert f'href="{section}"' in text
            assert f'href="{section}2' not in text
            assert f'href="{section}tu-' not in text

    def test_pages_below_a_hidden_section_are_left_out(self):
        BasePage.objects.filter(slug="gioi-thieu").update(live=False)
        tree = client_for(A).get("/so-do/").context["tree"]
        assert "/gioi-thieu/lich-su/" not in {child.url for entry in tree for child in entry.children}
        assert "/gioi-thieu/lich-su/" not in {entry.url for entry in tree}

    def test_costs_two_queries(self):
        assert self.cost("/so-do/") == 2

    def test_the_xml_map_has_every_public_page(self):
        page = factories.NewsPageFactory(title="Bài")
        hidden = factories.NewsPageFactory(title="Nháp", live=False)
        text = client_for(A).get("/sitemap.xml").content.decode()
        assert page.full_url in text
        assert hidden.slug not in text


class TestNotesForMachines(SchoolTestCase):
    def test_robots_names_the_map(self):
        assert f"Sitemap: http://{host_of(A)}/sitemap.xml" in client_for(A).get("/robots.txt").content.decode()

    @override_settings(SECURITY_CONTACT="an-ninh@example.org")
    def test_security_txt_names_the_operator_and_a_day_to_come(self):
        lines = client_for(A).get("/.well-known/security.txt").content.decode().splitlines()
        assert "Contact: mailto:an-ninh@example.org" in lines
        expires = next(line for line in lines if line.startswith("Expires: ")).removeprefix("Expires: ")
        assert dt.datetime.fromisoformat(expires) > timezone.now()


class TestMetadata(SchoolTestCase):
    def test_a_page_says_what_it_is_and_whose(self):
        page = factories.NewsPageFactory(title="Tên </script><b>", author_name="Lan", summary="Tóm tắt")
        text = client_for(A).get(page.url).content.decode()
        assert "</script><b>" not in text
        assert '"@type":"NewsArticle"' in text
        assert '"name":"Lan"' in text
        for element in ("title", "creator", "date", "description", "publisher", "identifier"):
            assert f'<meta name="DC.{element}" content="' in text, element

    def test_the_portal_is_a_government_organisation(self):
        assert '"@type":"GovernmentOrganization"' in client_for(PORTAL).get("/").content.decode()
