"""Each page type: where it may stand, that it answers, what it demands, what it costs."""

import datetime as dt
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.core.models import BasePage
from cms.core.slugs import vietnamese_slug
from cms.home.models import PortalHomePage, SchoolHomePage
from cms.news.models import NewsIndexPage, NewsPage
from cms.pages.models import StandardPage
from tests import factories
from tests.base import PORTAL, A, SchoolTestCase, host_of, listening

TYPES = (SchoolHomePage, PortalHomePage, NewsIndexPage, NewsPage, StandardPage)


class PageCase(SchoolTestCase, WagtailPageTestCase):
    """Wagtail's assertions, asked at the school's own address and as its administrator."""

    @classmethod
    def setUpTestData(cls):
        cls.home = factories.home()
        cls.index = factories.news_index()
        cls.section = StandardPage.objects.get(slug="gioi-thieu")
        cls.admin = factories.superuser()

    def sign_in(self) -> None:
        self.client = self.client_for(self.slug, self.admin)

    def children_of(self, parent: type) -> set[type]:
        return {child for child in TYPES if child in parent.allowed_subpage_models()}

    def parents_of(self, child: type) -> set[type]:
        return {parent for parent in TYPES if parent in child.allowed_parent_page_models()}

    def check_page(self, page: BasePage, inline: dict[str, object] | None = None, **fields: str) -> None:
        """It answers to visitors, and editors can open, change and preview it."""
        self.assertPageIsRoutable(page)
        response = self.client_for(self.slug).get(page.get_url())
        assert response.status_code == 200
        assert response.templates[0].name == page.template
        self.sign_in()
        self.assertPageIsRenderable(page)
        body = {"body": streamfield([("paragraph", rich_text("<p>Mới.</p>"))])} if fields else {}
        data = nested_form_data({"title": page.title, "slug": page.slug, **fields, **body, **(inline or {})}) or None
        self.assertPageIsEditable(page, post_data=data)
        self.assertPageIsPreviewable(page, post_data=data)


class TestSchoolHomePage(PageCase):
    def test_a_school_has_one_and_only_beside_nothing(self):
        assert self.children_of(SchoolHomePage) == {StandardPage, NewsIndexPage}
        assert not SchoolHomePage.can_create_at(BasePage.objects.get(depth=1).specific)
        assert not SchoolHomePage.can_create_at(self.home)

    def test_it_answers(self):
        self.check_page(self.home)

    def test_it_shows_the_newest_story_first(self):
        for day in (10, 20, 15):
            factories.NewsPageFactory(title=f"Ngày {day}", slug=f"ngay-{day}", date=dt.date(2026, 11, day))
        factories.NewsPageFactory(title="Nháp", live=False)
        context = self.client.get("/").context
        assert context["lead"].title == "Ngày 20"
        assert [story.title for story in context["stories"]] == ["Ngày 15", "Ngày 10"]

    def test_it_answers_without_any_story(self):
        assert self.client.get("/").status_code == 200

    def test_the_tasks_of_a_parent_lead_to_pages_that_exist(self):
        tasks = self.client.get("/").context["tasks"]
        assert {task["url"] for task in tasks} == {
            "/cong-khai/",
            "/thu-tuc/",
            "/khoan-thu/",
            "/hoc-lieu/",
            "/lien-he/",
        }
        for task in tasks:
            assert self.client.get(task["url"]).status_code == 200

    def test_one_that_was_unpublished_is_no_task(self):
        StandardPage.objects.get(slug="khoan-thu").unpublish()
        assert "/khoan-thu/" not in {task["url"] for task in self.client.get("/").context["tasks"]}


class TestPortalHomePage(PageCase):
    slug = PORTAL

    def test_the_portal_has_one(self):
        assert self.children_of(PortalHomePage) == {StandardPage, NewsIndexPage}
        assert isinstance(self.home, PortalHomePage)

    def test_it_answers(self):
        self.check_page(self.home, inline={"pinned": inline_formset([])})

    def test_it_offers_the_kinds_of_schools(self):
        finder = self.client.get("/").context["finder"]
        assert finder.count == 2
        assert [kind.count for kind in finder.kinds] == [1, 1]


class TestNewsIndexPage(PageCase):
    def test_it_stands_below_home_once(self):
        assert self.parents_of(NewsIndexPage) == {SchoolHomePage, PortalHomePage}
        assert self.children_of(NewsIndexPage) == {NewsPage}
        assert not NewsIndexPage.can_create_at(self.home)

    def test_it_answers(self):
        self.check_page(self.index)

    def test_it_answers_without_any_story(self):
        assert self.client.get("/tin-tuc/").status_code == 200

    def test_stories_come_twelve_to_a_page(self):
        factories.NewsPageFactory.create_batch(13)
        assert len(self.client.get("/tin-tuc/").context["page_obj"]) == 12
        assert len(self.client.get("/tin-tuc/?trang=2").context["page_obj"]) == 1

    def test_a_page_number_that_makes_no_sense_is_answered(self):
        factories.NewsPageFactory()
        for number in ("0", "-1", "999", "x", "", "1e9", "٣"):
            assert self.client.get("/tin-tuc/", {"trang": number}).status_code == 200

    def test_one_category(self):
        category = factories.CategoryFactory(title="Y tế", slug="y-te-moi")
        factories.NewsPageFactory(title="Tiêm chủng", category=category)
        factories.NewsPageFactory(title="Đá bóng")
        response = self.client.get("/tin-tuc/?chuyen-muc=y-te-moi")
        assert [story.title for story in response.context["page_obj"]] == ["Tiêm chủng"]
        assert [item.title for item in response.context["categories"] if item.is_active] == ["Y tế"]

    def test_a_category_nobody_knows_shows_all(self):
        factories.NewsPageFactory()
        for slug in ("khong-co", "' OR 1=1", "\x00"):
            response = self.client.get("/tin-tuc/", {"chuyen-muc": slug})
            assert len(response.context["page_obj"]) == 1

    def test_drafts_are_not_listed(self):
        factories.NewsPageFactory(live=False)
        assert len(self.client.get("/tin-tuc/").context["page_obj"]) == 0


class TestNewsPage(PageCase):
    def test_it_stands_below_the_list_only(self):
        assert self.parents_of(NewsPage) == {NewsIndexPage}
        assert self.children_of(NewsPage) == set()

    def test_it_answers(self):
        self.check_page(factories.NewsPageFactory(), summary="Mới", date="2026-11-20")

    def test_it_shows_all_it_has(self):
        page = factories.NewsPageFactory(
            title="Hội <khỏe> Phù Đổng",
            cover=factories.PictureFactory(credit="Cô Lan"),
            cover_alt="Học sinh chạy tiếp sức",
            category=factories.CategoryFactory(title="Thể thao"),
            author_name="Thầy Minh",
            source_credit="Báo Bình Dương",
        )
        text = self.client.get(page.get_url()).content.decode()
        for shown in (
            "Hội &lt;khỏe&gt; Phù Đổng",
            'alt="Học sinh chạy tiếp sức"',
            "Cô Lan",
            "Thể thao",
            "Thầy Minh",
            "Báo Bình Dương",
            "thứ Sáu, 20/11/2026",
            "Học sinh toàn trường cùng đọc sách.",
            "Sáng nay, sân trường đông vui.",
        ):
            assert shown in text
        assert "<khỏe>" not in text

    def test_a_decorative_cover_has_an_empty_description(self):
        page = factories.NewsPageFactory(cover=factories.PictureFactory(), cover_is_decorative=True)
        assert 'alt=""' in self.client.get(page.get_url()).content.decode().split("<figure", 1)[1]

    def test_the_date_is_today_unless_given(self):
        page = factories.NewsPageFactory(date=None)
        assert page.date == timezone.localdate()

    def test_the_list_label_follows_the_category(self):
        category = factories.CategoryFactory(title="Cũ")
        page = factories.NewsPageFactory(category=category)
        assert page.list_label == "Cũ"
        category.title = "Mới"
        category.save()
        assert BasePage.objects.get(pk=page.pk).list_label == "Mới"
        category.delete()
        assert BasePage.objects.get(pk=page.pk).list_label == ""

    def test_a_lost_picture_file_does_not_break_the_page(self):
        picture = factories.PictureFactory()
        page = factories.NewsPageFactory(cover=picture, cover_alt="x")
        picture.file.storage.delete(picture.file.name)
        assert self.client.get(page.get_url()).status_code == 200
        assert self.client.get("/").status_code == 200

    def test_a_person_writes_one_in_the_admin(self):
        self.sign_in()
        data = nested_form_data(
            {
                "title": "Đường đến trường",
                "slug": "duong-den-truong",
                "summary": "",
                "date": "20/11/2026",
                "cover_alt": "",
                "body": streamfield([("paragraph", rich_text("<p>Xin chào.</p>"))]),
                "author_name": "",
                "source_credit": "",
                "category": "",
                "cover": "",
            }
        )
        self.assertCanCreate(self.index, NewsPage, data)
        page = NewsPage.objects.get()
        assert page.live
        assert "Xin chào." in self.client_for(A).get(page.get_url()).content.decode()


class TestStandardPage(PageCase):
    def test_it_stands_below_home_and_itself(self):
        assert self.parents_of(StandardPage) == {SchoolHomePage, PortalHomePage, StandardPage}
        assert self.children_of(StandardPage) == {StandardPage}

    def test_it_answers(self):
        self.check_page(self.section, summary="Mới")

    def test_it_lists_the_pages_below_it(self):
        titles = [page.title for page in self.client.get("/gioi-thieu/").context["children"]]
        assert titles[0] == "Quá trình hình thành và phát triển"
        assert len(titles) == 5

    def test_an_empty_one_shows_what_was_published_about_it_and_whom_to_ask(self):
        factories.DocumentPageFactory(title="Thông báo các khoản thu năm học")
        factories.DocumentPageFactory(title="Quy chế dân chủ")
        response = self.client.get("/khoan-thu/")
        assert [page.title for page in response.context["related"]] == ["Thông báo các khoản thu năm học"]
        assert 'href="/hoi-dap/gui/"' in response.content.decode()

    def test_those_unpublished_are_not_listed(self):
        BasePage.objects.get(slug="lich-su").unpublish()
        assert len(self.client.get("/gioi-thieu/").context["children"]) == 4


class TestCover(SchoolTestCase):
    """A picture is described, or said to be decoration."""

    def page(self, **fields) -> NewsPage:
        return NewsPage(title="Bài", slug="bai", cover=factories.PictureFactory(), body="[]", **fields)

    def clean(self, page: NewsPage) -> None:
        page.clean()
        page.clean_for_publication()

    def test_a_cover_without_words_is_refused(self):
        for alt in ("", "   "):
            with pytest.raises(ValidationError) as caught:
                self.clean(self.page(cover_alt=alt))
            assert set(caught.value.message_dict) == {"cover_alt"}

    def test_a_description_will_do(self):
        self.clean(self.page(cover_alt="Học sinh đọc sách"))

    def test_so_will_the_tick(self):
        self.clean(self.page(cover_is_decorative=True))

    def test_no_cover_needs_no_words(self):
        NewsPage(title="Bài", slug="bai", body="[]").clean_for_publication()

    def test_the_admin_refuses_it_and_says_where(self):
        self.client = self.client_for(A, factories.superuser())
        page = factories.NewsPageFactory()
        picture = factories.PictureFactory()
        data = nested_form_data(
            {
                "title": "Bài",
                "slug": "bai",
                "cover": picture.pk,
                "cover_alt": "",
                "body": streamfield([("paragraph", rich_text("<p>x</p>"))]),
                "action-publish": "1",
            }
        )
        response = self.client.post(f"/quan-tri/pages/{page.pk}/edit/", data)
        assert response.status_code == 200
        assert "cover_alt" in response.context["form"].errors


class TestSlugs(SchoolTestCase):
    def slug_of(self, title: str) -> str:
        page = StandardPage(title=title)
        factories.home().add_child(instance=page)
        return page.slug

    def test_titles_become_addresses_without_marks(self):
        assert self.slug_of("Đường đến trường") == "duong-den-truong"
        assert self.slug_of("Lễ khai giảng năm học 2026–2027!") == "le-khai-giang-nam-hoc-2026-2027"

    def test_composed_and_decomposed_letters_give_the_same(self):
        title = "Nghỉ hè vui vẻ, Ưu tiên học sinh Đồng Tháp"
        for form in ("NFC", "NFD"):
            assert vietnamese_slug(unicodedata.normalize(form, title)) == ("nghi-he-vui-ve-uu-tien-hoc-sinh-dong-thap")

    def test_a_title_without_letters_has_an_address_all_the_same(self):
        assert self.slug_of("!!!") == "trang"
        assert self.slug_of("???") == "trang-2"

    def test_equal_titles_get_different_addresses(self):
        assert [self.slug_of("Thông báo") for _ in range(3)] == ["thong-bao", "thong-bao-2", "thong-bao-3"]

    def test_a_long_title_is_cut_at_a_word(self):
        slug = vietnamese_slug("trường " * 40)
        assert len(slug) <= 80
        assert not slug.endswith("-")
        assert set(slug.split("-")) == {"truong"}

    def test_one_endless_word_is_cut_anywhere(self):
        assert len(vietnamese_slug("a" * 300)) == 80

    def test_a_new_address_moves_all_below_it(self):
        section = StandardPage.objects.get(slug="gioi-thieu")
        section.slug = "ve-chung-toi"
        section.save()
        assert self.client.get("/ve-chung-toi/lich-su/").status_code == 200
        assert self.client.get("/gioi-thieu/lich-su/").status_code == 404


class TestRouting(SchoolTestCase):
    def status(self, path: str) -> int:
        return self.client.get(path).status_code

    def test_pages_of_every_depth_are_found(self):
        for path in ("/", "/gioi-thieu/", "/gioi-thieu/lich-su/"):
            assert self.status(path) == 200

    def test_what_is_no_page_is_a_404_with_the_schools_menu(self):
        response = self.client.get("/khong-co/")
        assert response.status_code == 404
        assert "Giới thiệu" in response.content.decode()

    def test_odd_paths_are_404_never_an_error(self):
        factories.NewsPageFactory(slug="bai")
        for path in (
            "/tin-tuc/bai/them/",
            "/gioi-thieu/khong-co/",
            "/lich-su/",
            "/trang-chu/",
            "/trang-chu/tin-tuc/",
            "/GIOI-THIEU/",
            "/gioi-thieu//lich-su/",
            "/%00/",
            "/gioi-thieu/%2e%2e/",
            "/" + "a/" * 300,
        ):
            assert self.status(path) in {301, 404}, path

    def test_a_missing_slash_is_put_right(self):
        response = self.client.get("/gioi-thieu")
        assert response.status_code == 301
        assert response["Location"] == "/gioi-thieu/"

    def test_a_draft_is_a_404_and_so_is_what_is_below_an_unpublished_page_itself(self):
        page = factories.NewsPageFactory(slug="nhap", live=False)
        assert self.status("/tin-tuc/nhap/") == 404
        page.save_revision().publish()
        assert self.status("/tin-tuc/nhap/") == 200

    def test_a_home_page_that_was_unpublished_is_a_404(self):
        factories.home().unpublish()
        assert self.status("/") == 404

    def test_a_redirect_leads_from_an_old_address(self):
        from wagtail.contrib.redirects.models import Redirect

        Redirect.add_redirect("/index.php?id=7", "/lien-he/")
        response = self.client.get("/index.php?id=7")
        assert response.status_code == 301
        assert response["Location"].endswith("/lien-he/")

    def test_private_pages(self):
        page = factories.StandardPageFactory(slug="kin", title="Chuyện kín")
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="mở-cửa")
        assert "Chuyện kín" not in self.client.get("/kin/").content.decode()
        below = factories.StandardPageFactory(parent=page, slug="duoi", title="Dưới đó")
        assert "Dưới đó" not in self.client.get(below.get_url()).content.decode()
        restriction = PageViewRestriction.objects.get()
        path = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
        self.client.post(path, {"password": "mở-cửa", "return_url": "/kin/"})
        assert "Chuyện kín" in self.client.get("/kin/").content.decode()

    def test_the_sitemap_names_public_pages_of_this_school_only(self):
        secret = factories.StandardPageFactory(slug="kin")
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        factories.NewsPageFactory(slug="nhap", live=False)
        text = self.client.get("/sitemap.xml").content.decode()
        assert f"<loc>http://{host_of(A)}/gioi-thieu/lich-su/</loc>" in text
        for hidden in ("/kin/", "/nhap/", "truong-b", "//tptdm.localhost"):
            assert hidden not in text


class TestFrame(SchoolTestCase):
    """Menu and breadcrumbs."""

    def context(self, path: str):
        return self.client.get(path).context

    def test_the_menu_has_the_sections_in_the_order_of_the_tree(self):
        titles = [item.title for item in self.context("/")["menu"]]
        assert titles[:2] == ["Giới thiệu", "Tin tức"]
        assert titles[-1] == "Liên hệ"
        assert "Thời khóa biểu" not in titles  # not in the menu by the blueprint

    def test_each_section_carries_the_pages_below_it(self):
        item = next(item for item in self.context("/")["menu"] if item.url == "/gioi-thieu/")
        assert [child.url for child in item.children][:1] == ["/gioi-thieu/lich-su/"]

    def test_the_section_one_is_in_is_marked(self):
        active = [item.url for item in self.context("/gioi-thieu/lich-su/")["menu"] if item.is_active]
        assert active == ["/gioi-thieu/"]
        assert [item for item in self.context("/")["menu"] if item.is_active] == []

    def test_an_unpublished_section_leaves_the_menu(self):
        StandardPage.objects.get(slug="gioi-thieu").unpublish()
        assert "/gioi-thieu/" not in [item.url for item in self.context("/")["menu"]]

    def test_a_renamed_section_is_renamed_in_the_menu(self):
        self.context("/")
        page = BasePage.objects.get(slug="lien-he").specific
        page.title = "Gặp chúng tôi"
        page.save_revision().publish()
        assert self.context("/")["menu"][-1].title == "Gặp chúng tôi"

    def test_breadcrumbs_lead_back_home(self):
        page = factories.NewsPageFactory()
        assert [step.url for step in self.context(page.get_url())["breadcrumbs"]] == ["/", "/tin-tuc/"]
        assert [step.url for step in self.context("/gioi-thieu/lich-su/")["breadcrumbs"]] == ["/", "/gioi-thieu/"]
        assert self.context("/")["breadcrumbs"] == []

    def test_a_deep_page_names_every_page_above_it(self):
        one = factories.StandardPageFactory(slug="mot", title="Một")
        two = factories.StandardPageFactory(parent=one, slug="hai", title="Hai")
        three = factories.StandardPageFactory(parent=two, slug="ba", title="Ba")
        four = factories.StandardPageFactory(parent=three, slug="bon", title="Bốn")
        steps = [step.title for step in self.context(four.get_url())["breadcrumbs"]]
        assert steps[1:] == ["Một", "Hai", "Ba"]


class TestCost(SchoolTestCase):
    """SQL per uncached anonymous page, everything else warm, as in production (the registry listens)."""

    @classmethod
    def setUpTestData(cls):
        for n in range(14):
            cls.page = factories.NewsPageFactory(
                cover=factories.PictureFactory(),
                cover_alt="x",
                category=factories.CategoryFactory(),
                slug=f"bai-{n}",
                body=[("paragraph", "<p>Một</p>"), ("heading", {"text": "Hai", "level": "h2"})],
            )

    def test_news_page(self):
        assert self.cost("/tin-tuc/bai-13/") <= 10

    def test_school_home(self):
        assert self.cost("/") <= 10

    def test_portal_home(self):
        assert self.cost("/", PORTAL) <= 12

    def test_list_of_news(self):
        assert self.cost("/tin-tuc/") <= 12
        assert self.cost("/tin-tuc/?trang=2") <= 12

    def test_standard_page(self):
        assert self.cost("/gioi-thieu/") <= 10

    def test_a_kept_page_costs_nothing(self):
        for path in ("/", "/tin-tuc/bai-13/"):
            with listening():
                self.client.get(path)
                with self.assertNumQueries(0):
                    assert self.client.get(path)["X-Page-Cache"] == "hit"

    def test_more_stories_cost_no_more(self):
        before = self.cost("/")
        factories.NewsPageFactory.create_batch(10)
        assert self.cost("/") == before


def test_the_project_page_itself_is_nobodys_child():
    for parent in TYPES:
        assert BasePage not in parent.allowed_subpage_models()
