"""Lists that fill themselves: published pages only, one query each."""

import datetime as dt

from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.pages.models import StandardPage
from tests import factories
from tests.base import A, B, in_school
from tests.cms.core.blocks import BlockCase


class TestNewsList(BlockCase):
    def test_the_newest_first_and_no_more_than_asked_for(self):
        for day in (1, 3, 2):
            factories.NewsPageFactory(title=f"Ngày {day}", date=dt.date(2026, 11, day))
        factories.NewsPageFactory(title="Bản nháp", live=False)
        html = self.shown("news_list", {"title": "Tin mới", "category": None, "count": 2})
        assert html.index("Ngày 3") < html.index("Ngày 2")
        assert "Ngày 1" not in html
        assert "Bản nháp" not in html

    def test_one_category(self):
        category = factories.CategoryFactory(title="Y tế")
        factories.NewsPageFactory(title="Tiêm chủng", category=category)
        factories.NewsPageFactory(title="Đá bóng")
        html = self.shown("news_list", {"title": "Tin", "category": category, "count": 3})
        assert "Tiêm chủng" in html
        assert "Đá bóng" not in html

    def test_no_news_is_said(self):
        assert "Chưa có tin" in self.shown("news_list", {"title": "Tin", "category": None, "count": 3})

    def test_another_schools_news_never_appears(self):
        with in_school(B):
            factories.NewsPageFactory(title="Tin của B")
        with in_school(A):
            assert "Tin của B" not in self.shown("news_list", {"title": "Tin", "category": None, "count": 12})

    def test_the_form_offers_the_categories_of_its_own_school_only(self):
        for slug, title in ((A, "bimat-a-mot"), (B, "bimat-b"), (A, "bimat-a-hai")):
            with in_school(slug):
                factories.CategoryFactory(title=title, slug=title)
                client, page = self.client_for(slug, factories.superuser()), factories.StandardPageFactory()
            html = client.get(f"/quan-tri/pages/{page.pk}/edit/").content.decode()
            assert title in html
            assert ("bimat-b" in html) is (slug == B)

    def test_a_list_is_saved_through_the_form_with_and_without_a_category(self):
        client, page = self.client_for(self.slug, factories.superuser()), factories.StandardPageFactory()
        category = factories.CategoryFactory(title="Y tế")
        for chosen in ("", str(category.pk)):
            block = {"title": "Tin", "category": chosen, "count": "3"}
            data = nested_form_data(
                {
                    "title": page.title,
                    "slug": page.slug,
                    "body": streamfield([("news_list", block)]),
                    "cover": "",
                    "action-publish": "1",
                }
            )
            assert client.post(f"/quan-tri/pages/{page.pk}/edit/", data).status_code == 302
            saved = StandardPage.objects.get(pk=page.pk).body[0].value["category"]
            assert str(saved.pk if saved else "") == chosen

    def test_a_number_out_of_bounds_is_refused(self):
        assert "count" in self.refusals("news_list", {"title": "x", "category": None, "count": 99})


class TestEventList(BlockCase):
    def test_without_events_it_says_so(self):
        html = self.shown("event_list", {"title": "Sắp tới", "count": 3})
        assert "Sắp tới" in html
        assert "Chưa có sự kiện" in html
