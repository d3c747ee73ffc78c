"""Old addresses lead on: by themselves when a page moves, by an administrator's hand otherwise."""

from wagtail.contrib.redirects.models import Redirect

from cms.core.models import BasePage
from tests import factories
from tests.base import A, B, in_school
from tests.cms.test_roles import RolesCase, article

ADD = "/quan-tri/redirects/add/"


class TestRedirects(RolesCase):
    def published(self):
        page = factories.NewsPageFactory(title="Khai giảng", slug="khai-giang", owner=self.editor)
        page.save_revision(user=self.editor).publish()
        return page

    def rename(self, page) -> None:
        data = article(title="Khai giảng", slug="le-khai-giang", **{"action-publish": "1"})
        with self.captureOnCommitCallbacks(execute=True):
            assert self.client_for(A, self.approver).post(self.edit_path(page), data).status_code == 302

    def test_a_page_with_a_new_address_is_still_found_under_the_old_one(self):
        page = self.published()
        old = page.get_url()
        assert self.client.get(old).status_code == 200
        self.rename(page)
        answer = self.client.get(old)
        assert answer.status_code == 301
        assert answer["Location"] == "/tin-tuc/le-khai-giang/"

    def test_so_is_all_that_moved_along(self):
        section = factories.StandardPageFactory(title="Nội quy", slug="noi-quy")
        factories.StandardPageFactory(title="Đồng phục", slug="dong-phuc", parent=section)
        target = BasePage.objects.get(slug="gioi-thieu")
        with self.captureOnCommitCallbacks(execute=True):
            self.client_for(A, self.administrator).post(f"/quan-tri/pages/{section.pk}/move/{target.pk}/confirm/")
        answer = self.client.get("/noi-quy/dong-phuc/")
        assert answer.status_code == 301
        assert answer["Location"] == "/gioi-thieu/noi-quy/dong-phuc/"

    def test_another_schools_address_of_the_same_name_is_untouched(self):
        page = self.published()
        with in_school(B):
            other = factories.NewsPageFactory(title="Khai giảng", slug="khai-giang")
            path = other.get_url()
        self.rename(page)
        assert self.client_for(B).get(path).status_code == 200
        with in_school(B):
            assert not Redirect.objects.exists()

    def test_an_administrator_leads_an_old_address_on_and_takes_it_back(self):
        client = self.client_for(A, self.administrator)
        data = {
            "old_path": "/tuyensinh.html",
            "redirect_link": "",
            "redirect_page": "",
            "is_permanent": "on",
            "site": "",
        }
        target = BasePage.objects.get(slug="tin-tuc")
        assert client.post(ADD, {**data, "redirect_page": target.pk}).status_code == 302
        assert self.client.get("/tuyensinh.html")["Location"] == "/tin-tuc/"
        assert self.client_for(B).get("/tuyensinh.html").status_code == 404
        client.post(f"/quan-tri/redirects/{Redirect.objects.get().pk}/delete/")
        assert self.client.get("/tuyensinh.html").status_code == 404

    def test_editors_do_not_see_it(self):
        assert self.client_for(A, self.editor).get("/quan-tri/redirects/").status_code == 302
        assert "Chuyển hướng" in self.client_for(A, self.administrator).get("/quan-tri/redirects/").content.decode()
