"""The search page: own entries on a school's site, all sites' on the portal, and the frame around them."""

import re
from typing import Any
from unittest import mock

from cms.search.contract import Answer, Hit, Place
from cms.shared.models import PromotedResult
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, host_of, in_school, listening, run_tasks

WORD = "phượng vĩ"
# Of them the engine's: one that finds, one that reads what is shown; the rest: its limit of time, and the schema.
QUERIES = 5
HEADERS = {"hx-request": "true"}


class TestSearchPage(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for slug in (A, B, PORTAL):
            with in_school(slug):
                factories.NewsPageFactory(title=f"Hoa {WORD} của {slug}", summary="Cây trước cổng trường")
                factories.NewsPageFactory(title=f"Nháp {WORD} của {slug}", live=False)
        with in_school(A):
            factories.DocumentPageFactory(title="Về việc nghỉ lễ", number="12/QĐ-MN")
            for number in range(5):
                factories.NewsPageFactory(title=f"Hội trại {number}", summary="Trại hè của trường")
        run_tasks()

    def page(self, slug: str = A, query: str = WORD, **chosen: Any) -> Any:
        answer = self.client_for(slug).get("/tim-kiem/", {"q": query, **chosen})
        assert answer.status_code == 200
        return answer

    def text(self, slug: str = A, query: str = WORD, **chosen: Any) -> str:
        """What the main part shows."""
        return self.page(slug, query, **chosen).content.decode().split("<main")[1].split("</main")[0]

    def titles(self, *asked: Any, **chosen: Any) -> list[str]:
        found = re.findall(r'found__title"><a[^>]*>(.*?)</a>', self.text(*asked, **chosen))
        return [re.sub("</?mark>", "", title) for title in found]

    def test_a_school_finds_its_own_entries_only_and_leads_to_all(self):
        assert self.titles(A) == [f"Hoa {WORD} của {A}"]
        assert f"{host_of(PORTAL)}" in self.text(A)
        assert "/tim-kiem/?q=ph%C6%B0%E1%BB%A3ng+v%C4%A9" in self.text(A)

    def test_the_portal_finds_what_all_have_published_and_says_where(self):
        assert sorted(self.titles(PORTAL)) == sorted(f"Hoa {WORD} của {slug}" for slug in (A, B, PORTAL))
        assert "Trường Mầm non B" in self.text(PORTAL)
        assert f"//{host_of(B)}" in self.text(PORTAL)

    def test_accents_do_not_matter(self):
        for query in ("phuong vi", "PHƯỢNG VĨ", "vĩ phượng"):
            assert self.titles(A, query) == [f"Hoa {WORD} của {A}"], query

    def test_a_document_is_found_by_its_number(self):
        for query in ("12/QĐ-MN", "12/qd-mn"):
            assert self.titles(A, query) == ["Về việc nghỉ lễ"], query

    def test_one_school_of_many_is_chosen_by_a_link_with_its_count(self):
        text = self.text(PORTAL)
        assert re.search(r'href="\?q=[^"]*truong=truong-b"', text)
        assert self.titles(PORTAL, truong=B) == [f"Hoa {WORD} của {B}"]
        assert "?q=ph%C6%B0%E1%BB%A3ng+v%C4%A9" in self.text(PORTAL, truong=B)

    def test_many_results_of_one_school_are_folded_with_a_way_to_all_of_them(self):
        text = self.text(PORTAL, "trại hè")
        assert "founds__more" in text
        assert "truong=truong-a" in text
        assert "founds__more" not in self.text(A, "trại hè")

    def test_nothing_found_helps_on(self):
        text = self.text(A, "zzzzzz")
        assert "Không tìm thấy" in text
        assert "/hoi-dap/gui/" in text
        narrowed = self.text(PORTAL, WORD, nam="1999")
        assert re.search(r'href="\?q=[^"&]*">Tìm không dùng bộ lọc', narrowed)

    def test_a_wrong_day_is_told_beside_its_field_and_on_top(self):
        text = self.text(A, WORD, tu="31/02/2026")
        assert text.count("“31/02/2026”") == 2
        assert 'value="31/02/2026"' in text
        assert self.titles(A, WORD, tu="31/02/2026")

    def test_a_page_beyond_the_last_leads_to_the_last(self):
        answer = self.client_for(A).get("/tim-kiem/", {"q": WORD, "trang": "7"})
        assert answer.status_code == 302
        assert answer["Location"].endswith("&trang=1")

    def test_without_words_it_says_what_is_searched(self):
        assert self.titles(A, "") == []
        assert "không có từ nào" in self.text(A, "🎉 ***")

    def test_results_are_kept_by_nobody_and_in_no_list(self):
        answer = self.page()
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["X-Page-Cache"] == "bypass"
        assert self.client_for(A).get("/tim-kiem/goi-y/?q=ho")["Cache-Control"] == "private, no-store"

    def test_not_even_those_who_may_read_drafts_find_them(self):
        with in_school(A):
            client = self.client_for(A, factories.superuser())
        assert "Nháp" not in client.get("/tim-kiem/", {"q": WORD}).content.decode().split("<main")[1]

    def test_what_an_engine_answers_is_escaped_and_a_place_in_a_file_is_a_link(self):
        place = Place("Báo <cáo>.pdf", "https://x.example/b.pdf", 7)
        hit = Hit("1:a:1", "x", "<b>A</b>", "a <mark>b</mark>", "https://x.example/", "<i>", "S", None, place)
        answer = Answer([hit], 1, meant="<u>")
        with mock.patch("cms.search.engines.search", return_value=answer):
            text = self.text(A, "x")
        assert "<mark>b</mark>" in text
        assert not any(tag in text for tag in ("<b>", "<i>", "<u>", "<cáo>"))
        assert 'href="https://x.example/b.pdf#page=7"' in text
        assert "trang 7" in text

    def test_what_it_costs(self):
        for slug in (A, PORTAL):
            client = self.client_for(slug)
            with listening():
                client.get("/tim-kiem/", {"q": WORD})
                with self.subTest(slug), self.assertNumQueries(QUERIES):
                    client.get("/tim-kiem/", {"q": WORD})

    def test_browsers_are_told_how_to_search_here(self):
        assert 'type="application/opensearchdescription+xml"' in self.page().content.decode()
        answer = self.client_for(A).get("/tim-kiem/mo-ta.xml")
        assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
        assert f'template="http://{host_of(A)}/tim-kiem/?q={{searchTerms}}"' in answer.content.decode()

    def test_suggestions_are_options_of_a_list(self):
        with mock.patch("cms.search.engines.suggest", return_value=["Hoa <b>phượng</b>"]) as suggest:
            text = self.client_for(A).get("/tim-kiem/goi-y/", {"q": "hoa ph"}, headers=HEADERS).content.decode()
            assert 'role="option"' in text
            assert "Hoa &lt;b&gt;phượng" in text
            assert suggest.call_args.args == ("hoa ph", self.school.pk, 8)
            self.client_for(PORTAL).get("/tim-kiem/goi-y/", {"q": "hoa ph"})
            assert suggest.call_args.args[1] is None
            assert self.client_for(A).get("/tim-kiem/goi-y/", {"q": "h"}).content.strip() == b""


class TestPromoted(SchoolTestCase):
    def shown(self, slug: str, query: str) -> bool:
        return "Được giới thiệu" in self.client_for(slug).get("/tim-kiem/", {"q": query}).content.decode()

    def test_the_offices_words_show_its_address_on_top_until_their_day(self):
        row = PromotedResult.objects.create(
            words="tuyển sinh lớp 1, đầu cấp", title="Đăng ký", url="https://a.example/"
        )
        assert self.shown(PORTAL, "Tuyen sinh lop 1 năm nay")
        assert self.shown(PORTAL, "đầu cấp")
        assert not self.shown(PORTAL, "tuyển sinh lớp 10")
        assert not self.shown(A, "đầu cấp")
        row.in_schools = True
        row.save()
        assert self.shown(A, "đầu cấp")
        row.ends_on = row.starts_on = "2020-01-01"
        row.save()
        assert not self.shown(PORTAL, "đầu cấp")


class TestNotFound(SchoolTestCase):
    def test_the_page_that_is_not_there_offers_the_same_field_with_suggestions(self):
        response = self.client_for(A).get("/khong-co-trang-nay/")
        assert response.status_code == 404
        page = response.content.decode()
        assert 'data-suggest="q-ds"' in page
        assert "themes/js/search.js" in page
        assert "themes/css/search.css" in page
