"""The public search finds the site's own pages; the portal's finds what schools have published."""

from wagtail.models import PageViewRestriction

from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks

WORD = "phượng vĩ"


class TestSearch(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for slug in (A, B, PORTAL):
            with in_school(slug):
                factories.NewsPageFactory(title=f"Hoa {WORD} của {slug}")
                factories.NewsPageFactory(title=f"Nháp {WORD} của {slug}", live=False)
                secret = factories.NewsPageFactory(title=f"Kín {WORD} của {slug}")
                PageViewRestriction.objects.create(page=secret, restriction_type="login")
        run_tasks()

    def found(self, slug: str, query: str = WORD) -> str:
        response = self.client_for(slug).get("/tim-kiem/", {"q": query})
        assert response.status_code == 200
        return response.content.decode()

    def test_a_school_finds_its_own_pages_only(self):
        text = self.found(A)
        assert f"Hoa {WORD} của {A}" in text
        assert f"của {B}" not in text
        assert f"của {PORTAL}" not in text

    def test_the_portal_finds_what_schools_have_published(self):
        text = self.found(PORTAL)
        for slug in (A, B, PORTAL):
            assert f"Hoa {WORD} của {slug}" in text

    def test_drafts_and_private_pages_are_found_nowhere(self):
        for slug in (A, B, PORTAL):
            text = self.found(slug)
            assert "Nháp" not in text
            assert "Kín" not in text

    def test_not_even_by_those_who_may_read_them(self):
        """A result is the same for everyone: it might be kept on the way."""
        with in_school(A):
            client = self.client_for(A, factories.superuser())
        assert "Nháp" not in client.get("/tim-kiem/", {"q": WORD}).content.decode()

    def test_a_suspended_schools_news_are_not_found(self):
        from tenants.models import School

        School.objects.filter(slug=B).update(status="suspended")
        assert f"Hoa {WORD} của {B}" not in self.found(PORTAL)

    def test_results_are_kept_by_nobody(self):
        response = self.client_for(A).get("/tim-kiem/", {"q": WORD})
        assert response["X-Page-Cache"] == "bypass"
        assert "no-store" in response["Cache-Control"]

    def test_odd_queries_are_answered(self):
        for query in ("", " ", "%", "_", "\\", "'", '"', "\x00", "(", "a" * 5000, "%" * 300, "<script>", "️"):
            text = self.found(A, query)
            assert "<script>" not in text.split("<main")[1].split("</main")[0]
