"""Finding things: accents aside, public things only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from cms.search.folding import fold
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, in_school, run_tasks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Sách", "duong sach"),
        ("Trường Tiểu học Phú Hòa", "truong tieu hoc phu hoa"),
        ("Tru\u031bo\u031b\u0300ng", "truong"),
        ("", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ "))
@settings(max_examples=100, deadline=None)
def test_folded_vietnamese_is_plain_ascii_and_folding_again_changes_nothing(text):
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text)


class OnASchool(SchoolTestCase):
    def found(self, query: str, slug: str = A) -> str:
        answer = client_for(slug).get("/tim-kiem/", {"q": query})
        assert answer.status_code == 200
        return answer.content.decode()

    def test_finds_accented_words_without_accents_and_the_other_way_round(self):
        factories.NewsPageFactory(title="Đại hội thể thao")
        for query in ("dai hoi", "ĐẠI HỘI", "thể thao", "the thao dai"):
            assert "Đại hội thể thao" in self.found(query), query

    def test_finds_a_document_by_its_number(self):
        factories.DocumentPageFactory(title="Về việc nghỉ lễ", number="12/QĐ-MN")
        for query in ("12/QĐ-MN", "12/qd-mn", "12 mn"):
            assert "Về việc nghỉ lễ" in self.found(query), query

    def test_what_is_named_so_comes_before_what_only_mentions_it(self):
        factories.NewsPageFactory(title="Lịch nghỉ hè", summary="Nói qua chuyển trường")
        factories.StandardPageFactory(title="Chuyển trường")
        groups = client_for(A).get("/tim-kiem/", {"q": "chuyen truong"}).context["groups"]
        assert [hit.title for hit in groups["pages"]] == ["Chuyển trường", "Lịch nghỉ hè"]

    def test_finds_nothing_that_is_not_public(self):
        factories.NewsPageFactory(title="Bản nháp bí mật", live=False)
        page = factories.NewsPageFactory(title="Trang hạn chế bí mật")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        with in_school(B):
            factories.NewsPageFactory(title="Tin bí mật của trường khác")
        text = self.found("bi mat")
        assert "Không tìm thấy" in text

    def test_hostile_queries_answer(self):
        for query in ("%", "_", "'; DROP TABLE x;--", "\x00", "<script>alert(1)</script>", "🎉" * 300, " ", "\\"):
            assert "<script>alert" not in self.found(query)

    def test_is_kept_by_no_cache(self):
        answer = client_for(A).get("/tim-kiem/", {"q": "a"})
        assert "no-store" in answer["Cache-Control"]

    def test_the_portal_finds_schools_and_their_news(self):
        factories.NewsPageFactory(title="Hội thi làm lồng đèn")
        run_tasks()
        assert "Hội thi làm lồng đèn" in self.found("long den", PORTAL)
        assert "Trường Mầm non B" in self.found("mam non b", PORTAL)
