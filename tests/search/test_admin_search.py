"""The admin's lists find Vietnamese with and without accents, while one types, in this school only."""

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
