"""The admin's lists find Vietnamese with and without accents, while one types, in this school only."""

from unittest import mock

from modelsearch.models import IndexEntry

from cms.core import outbox
from cms.news.models import NewsPage
from cms.search import admin_index
from tenants import upkeep
from tenants.models import School
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school, run_tasks

QUERIES = ("chuyen truong", "Chuyển trườ", "CHUYỂN TRƯỜNG", "Chuye\u0302\u0309n")


class TestAdminSearch(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for slug in (B, A):
            with in_school(slug):
                factories.NewsPageFactory(title=f"Chuyển trường ở {slug}", slug="a")
                factories.AttachmentFactory(title=f"Đơn chuyển trường {slug}.pdf")
                factories.PictureFactory(title=f"Ảnh chuyển trường {slug}")
                factories.PersonFactory(name=f"Chuyển Trường {slug}")
        # The admin's index is written by a task.
        run_tasks()
        cls.admin = factories.superuser()

    def found(self, path: str, query: str) -> str:
        return self.client_for(A, self.admin).get(path, {"q": query}).content.decode()

    def test_pages_files_pictures_and_people(self):
        for path in ("pages/search/results/", "documents/results/", "images/results/", "nhan-su/results/"):
            for query in QUERIES:
                with self.subTest(f"{path} {query}"):
                    text = self.found(f"/quan-tri/{path}", query)
                    assert "huyển" in text
                    assert B not in text
                    assert f"trường {A}" in text.lower() or f"trường ở {A}" in text

    def test_typed_without_accents_what_has_none_is_found_too(self):
        factories.NewsPageFactory(title="Thong bao khong dau")
        run_tasks()
        for query in ("thông báo không dấu", "thong bao"):
            assert "Thong bao khong dau" in self.found("/quan-tri/pages/search/results/", query)


class TestUpgrade(SchoolTestCase):
    def test_an_install_that_kept_other_words_is_indexed_anew_by_itself(self):
        with in_school(B):
            factories.NewsPageFactory(title="Trước khi nâng cấp", slug="truoc")
            run_tasks()
            IndexEntry.objects.all().delete()
            admin = factories.superuser()
        with in_school("public"):
            School.objects.filter(slug=B).update(upkeep_stamp=upkeep.current_stamp().replace(admin_index.stamp(), "x"))
            assert [school.slug for school in upkeep.lagging()] == [B]
            # Nothing but a row in the queue: 170 schools take no longer to migrate.
            with mock.patch.object(outbox, "rebuild") as others:
                assert upkeep.keep_up(School.objects.get(slug=B))[1] == ""
            others.assert_not_called()
            assert upkeep.lagging() == []
        run_tasks()
        page = self.client_for(B, admin).get("/quan-tri/pages/search/results/", {"q": "truoc khi nang cap"})
        assert "Trước khi nâng cấp" in page.content.decode()

    def test_the_stamp_follows_the_fields_and_the_way_they_are_kept(self):
        before = admin_index.stamp()
        assert before == admin_index.stamp()
        with mock.patch.object(admin_index, "CONFIGURATION", "simple"):
            assert admin_index.stamp() != before
        with mock.patch.object(NewsPage, "search_fields", []):
            assert admin_index.stamp() != before
