"""What an administrator of A sees, finds and chooses is A's alone."""

from cms.core.models import BasePage
from cms.news.models import NewsPage
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks
from tests.factories import PASSWORD

# One word that full-text search takes whole.
WORD = {A: "chichuadautay", B: "bimatcuab", PORTAL: "riengcuacong"}
SEARCHES = {
    "pages": "/quan-tri/pages/search/?q={}",
    "pages, results": "/quan-tri/pages/search/results/?q={}",
    "pictures": "/quan-tri/images/?q={}",
    "attachments": "/quan-tri/documents/?q={}",
    "people": "/quan-tri/users/?q={}",
    "categories": "/quan-tri/snippets/news/newscategory/?q={}",
    "page chooser": "/quan-tri/choose-page/search/?q={}",
    "picture chooser": "/quan-tri/images/chooser/results/?q={}",
    "attachment chooser": "/quan-tri/documents/chooser/results/?q={}",
}
LISTS = {
    "home": "/quan-tri/",
    "history of the site": "/quan-tri/reports/site-history/",
    "workflows": "/quan-tri/reports/workflow/",
    "ageing pages": "/quan-tri/reports/aging-pages/",
    "groups": "/quan-tri/groups/",
    "collections": "/quan-tri/collections/",
    "redirects": "/quan-tri/redirects/",
    "sites": "/quan-tri/sites/",
    "locked pages": "/quan-tri/reports/locked/",
}


def fill(slug: str) -> None:
    """One of everything that a list or a search may show, each named by the school's word."""
    word = WORD[slug]
    with in_school(slug):
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.models import Collection

        user = factories.superuser(username=f"{word}-user", last_name=word)
        page = factories.NewsPageFactory(title=f"{word} bài")
        page.save_revision(user=user, log_action=True).publish(user=user)
        factories.PictureFactory(title=f"{word} ảnh")
        factories.AttachmentFactory(title=f"{word} tệp")
        factories.CategoryFactory(title=f"{word} mục")
        Collection.get_first_root_node().add_child(name=f"{word} bộ")
        Redirect.objects.create(old_path=f"/{word}", redirect_link="/")
    run_tasks()


class TestAdmin(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for slug in (A, B, PORTAL):
            fill(slug)

    def client_of(self, slug: str):
        return self.client_for(slug, f"{WORD[slug]}-user")

    def test_search_finds_what_is_the_schools_own(self):
        client = self.client_of(A)
        for name, path in SEARCHES.items():
            with self.subTest(search=name):
                response = client.get(path.format(WORD[A]))
                assert response.status_code == 200
                own = response.content.decode().replace(f'value="{WORD[A]}"', "")
                assert own.count(WORD[A]) > 1

    def test_search_finds_nothing_of_another_school(self):
        client = self.client_of(A)
        for other in (B, PORTAL):
            for name, path in SEARCHES.items():
                with self.subTest(search=name, other=other):
                    text = client.get(path.format(WORD[other])).content.decode()
                    for suffix in ("bài", "ảnh", "tệp", "mục", "-user"):
                        assert f"{WORD[other]} {suffix}" not in text
                        assert f"{WORD[other]}{suffix}" not in text

    def test_lists_show_nothing_of_another_school(self):
        for slug in (A, PORTAL):
            client = self.client_of(slug)
            for name, path in LISTS.items():
                with self.subTest(list=name, school=slug):
                    response = client.get(path)
                    assert response.status_code == 200
                    text = response.content.decode()
                    for other in {A, B, PORTAL} - {slug}:
                        assert WORD[other] not in text

    def test_the_history_of_a_school_shows_its_own_deeds(self):
        assert WORD[A] in self.client_of(A).get("/quan-tri/reports/site-history/").content.decode()

    def test_an_object_of_b_has_no_address_at_a(self):
        with self.in_school(B):
            page = NewsPage.objects.get(title=f"{WORD[B]} bài")
            pages = [page.pk]
        with self.in_school(A):
            # Ids may be equal by chance: then it is A's own page that answers.
            BasePage.objects.filter(pk__in=pages).delete()
        client = self.client_of(A)
        for path in ("pages/{}/edit/", "pages/{}/delete/", "pages/{}/history/", "pages/{}/view_draft/", "pages/{}/"):
            response = client.get("/quan-tri/" + path.format(page.pk))
            assert response.status_code in (302, 404), path
            assert WORD[B] not in response.content.decode()

    def test_an_account_of_b_cannot_sign_in_at_a(self):
        client = self.client_for(A)
        client.post("/quan-tri/login/", {"username": f"{WORD[B]}-user", "password": PASSWORD})
        assert client.get("/quan-tri/").status_code == 302

    def test_choosers_show_only_the_schools_own(self):
        client = self.client_of(A)
        for path in ("/quan-tri/choose-page/", "/quan-tri/images/chooser/", "/quan-tri/documents/chooser/"):
            text = client.get(path).content.decode()
            assert WORD[B] not in text
            assert WORD[PORTAL] not in text
