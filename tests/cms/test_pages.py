"""Page types: where they may stand, what they show, what they cost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase

from cms.core.models import BasePage
from cms.home.models import PortalHomePage, SchoolHomePage
from cms.news.models import NewsIndexPage, NewsPage
from cms.pages.models import StandardPage
from cms.shared.models import NewsCard
from tests import factories
from tests.base import PORTAL, SchoolTestCase, listening, run_tasks


class WherePagesMayStand(WagtailPageTestCase, SchoolTestCase):
    def test_news_stand_below_the_list_of_news_only(self):
        self.assertCanCreateAt(NewsIndexPage, NewsPage)
        for parent in (SchoolHomePage, StandardPage, NewsPage):
            self.assertCanNotCreateAt(parent, NewsPage)

    def test_standard_pages_stand_below_home_and_each_other(self):
        for parent in (SchoolHomePage, PortalHomePage, StandardPage):
            self.assertCanCreateAt(parent, StandardPage)
        self.assertCanNotCreateAt(NewsIndexPage, StandardPage)

    def test_a_site_has_one_home_and_one_list_of_news(self):
        root = BasePage.objects.get(depth=1)
        assert not SchoolHomePage.can_create_at(root)
        assert not NewsIndexPage.can_create_at(factories.home())

    def test_every_page_of_a_new_school_is_routable_and_renders(self):
        for page in BasePage.objects.live().filter(depth__gt=1).specific():
            self.assertPageIsRoutable(page)
            answer = self.client.get(page.get_url())
            assert answer.status_code == 200, page
            assert page.title in answer.content.decode()


class WhatPagesDemand(SchoolTestCase):
    def test_a_cover_needs_words_that_stand_for_it(self):
        page = factories.NewsPageFactory.build(parent=None, cover=factories.PictureFactory(), cover_alt=" ")
        with pytest.raises(ValidationError) as caught:
            page.clean()
        assert "cover_alt" in caught.value.message_dict

    def test_a_decorative_cover_needs_none(self):
        factories.NewsPageFactory.build(parent=None, cover=factories.PictureFactory(), cover_is_decorative=True).clean()

    def test_a_picture_block_needs_words_unless_it_is_decoration(self):
        block = NewsPage._meta.get_field("body").stream_block.child_blocks["picture"]
        value = {"image": factories.PictureFactory(), "alt": "", "decorative": False, "caption": ""}
        with pytest.raises(ValidationError):
            block.clean(block.to_python({**value, "image": value["image"].pk}))
        block.clean(block.to_python({**value, "image": value["image"].pk, "decorative": True}))

    def test_an_address_is_made_from_a_vietnamese_title(self):
        page = NewsPage(title="Đường đến trường của em", body=[("paragraph", "<p>Chữ</p>")])
        factories.news_index().add_child(instance=page)
        assert page.slug == "duong-den-truong-cua-em"

    def test_two_articles_of_one_title_get_two_addresses(self):
        pages = [NewsPage(title="Đường đến trường", body=[("paragraph", "<p>Chữ</p>")]) for _ in range(2)]
        for page in pages:
            factories.news_index().add_child(instance=page)
        assert pages[0].slug == "duong-den-truong"
        assert pages[1].slug == "duong-den-truong-2"

    def test_an_article_without_a_date_gets_todays(self):
        assert factories.NewsPageFactory(date=None).date is not None

    def test_the_category_shows_in_lists_without_another_query(self):
        page = factories.NewsPageFactory(category=factories.CategoryFactory(title="Thông báo"))
        assert BasePage.objects.get(pk=page.pk).category_title == "Thông báo"


class WhatVisitorsSee(SchoolTestCase):
    def test_an_article_shows_title_summary_date_author_and_source(self):
        page = factories.NewsPageFactory(author_name="Cô Lan", source_credit="Báo Giáo dục")
        text = self.client.get(page.url).content.decode()
        for part in (page.title, page.summary, "thứ Sáu, 20/11/2026", "Cô Lan", "Báo Giáo dục", "sân trường đông vui"):
            assert part in text

    def test_home_shows_the_newest_first_and_the_list_pages_them(self):
        for day in range(1, 15):
            factories.NewsPageFactory(title=f"Tin ngày {day:02}", slug=f"tin-{day}", date=f"2026-10-{day:02}")
        home = self.client.get("/").content.decode()
        assert "Tin ngày 14" in home
        assert "Tin ngày 01" not in home
        assert "Tin ngày 14" in self.client.get("/tin-tuc/").content.decode()
        assert "Tin ngày 01" in self.client.get("/tin-tuc/?trang=2").content.decode()

    def test_the_list_can_be_narrowed_to_a_category(self):
        category = factories.CategoryFactory(slug="the-thao")
        factories.NewsPageFactory(title="Giải bóng đá", category=category)
        factories.NewsPageFactory(title="Ngày hội đọc")
        text = self.client.get("/tin-tuc/?chuyen-muc=the-thao").content.decode()
        assert "Giải bóng đá" in text
        assert "Ngày hội đọc" not in text

    def test_odd_page_numbers_and_categories_still_answer(self):
        for query in ("trang=0", "trang=abc", "trang=99999999999999999999", "chuyen-muc=%00", "chuyen-muc=kh%C3%B4ng"):
            assert self.client.get(f"/tin-tuc/?{query}").status_code == 200

    def test_drafts_and_unpublished_pages_are_404(self):
        page = factories.NewsPageFactory(live=False)
        assert self.client.get(page.url).status_code == 404
        section = factories.StandardPageFactory(live=False)
        assert self.client.get(section.url).status_code == 404

    def test_a_published_page_below_an_unpublished_one_keeps_its_address(self):
        section = factories.StandardPageFactory(live=False)
        child = factories.StandardPageFactory(parent=section)
        assert self.client.get(child.url).status_code == 200

    def test_a_restricted_page_asks_for_its_password(self):
        page = factories.NewsPageFactory()
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="một-mật-khẩu")
        answer = self.client.get(page.url)
        assert "sân trường đông vui" not in answer.content.decode()
        assert answer["X-Page-Cache"] == "bypass"

    def test_markup_in_titles_is_shown_not_run(self):
        page = factories.NewsPageFactory(title="<script>alert(1)</script>", slug="script")
        for address in (page.url, "/", "/tin-tuc/"):
            assert "<script>alert" not in self.client.get(address).content.decode()

    def test_an_unknown_address_is_404_in_the_look_of_the_school(self):
        answer = self.client.get("/khong-co-trang-nay/")
        assert answer.status_code == 404
        assert self.school.name in answer.content.decode()

    def test_breadcrumbs_and_menu_name_the_sections(self):
        text = self.client.get("/gioi-thieu/lich-su/").content.decode()
        assert '<a href="/gioi-thieu/">Giới thiệu</a>' in text


class WhatPagesCost(SchoolTestCase):
    """SQL statements of an uncached anonymous page, `SET search_path` included; 10 is the bound."""

    @classmethod
    def setUpTestData(cls):
        picture = factories.PictureFactory()
        cls.stories = [factories.NewsPageFactory(cover=picture, cover_alt="Sân trường") for _ in range(9)]

    def queries(self, address: str) -> int:
        with listening():
            self.client.get(address)  # pictures and the menu are made once
            with (
                self.settings(PAGE_CACHE_ENABLED=False),
                CaptureQueriesContext(
                    connection,
                ) as captured,
            ):
                assert self.client.get(address).status_code == 200
        return len(captured)

    def test_school_home(self):
        assert self.queries("/") == 3

    def test_article(self):
        assert self.queries(self.stories[0].url) == 5

    def test_list_of_news(self):
        assert self.queries("/tin-tuc/") == 6

    def test_standard_page(self):
        assert self.queries("/gioi-thieu/") == 4

    def test_a_cached_page_costs_none(self):
        with listening():
            self.client.get("/")
            with CaptureQueriesContext(connection) as captured:
                assert self.client.get("/")["X-Page-Cache"] == "hit"
        assert len(captured) == 0

    def test_a_cached_page_costs_one_while_nobody_listens(self):
        self.client.get("/")
        with CaptureQueriesContext(connection) as captured:
            assert self.client.get("/")["X-Page-Cache"] == "hit"
        assert len([q for q in captured if not q["sql"].startswith("SET ")]) == 1


class ThePortal(SchoolTestCase):
    slug = PORTAL

    def test_shows_news_of_the_schools_with_their_names(self):
        with self.in_school("truong-a"):
            factories.NewsPageFactory(title="Hội khỏe Phù Đổng")
        run_tasks()
        text = self.client.get("/").content.decode()
        assert "Hội khỏe Phù Đổng" in text
        assert "Trường Tiểu học A" in text

    def test_lists_every_school_by_kind(self):
        text = self.client.get("/").content.decode()
        for name in ("Trường Tiểu học A", "Trường Mầm non B"):
            assert name in text

    def test_home_costs_at_most_ten_queries_however_many_cards(self):
        with self.in_school("truong-a"):
            for _ in range(8):
                factories.NewsPageFactory()
        run_tasks()
        assert NewsCard.objects.count() == 8
        with listening():
            self.client.get("/")
            with self.settings(PAGE_CACHE_ENABLED=False), CaptureQueriesContext(connection) as captured:
                self.client.get("/")
        assert len(captured) <= 8
