"""PostgreSQL answers as every engine must, and in bounded time whatever is asked."""

import datetime as dt
from unittest import mock

from django.core.cache import cache
from django.utils import timezone

from cms.search import nightly, recent
from cms.search.contract import PAGE_SIZE, Question
from cms.search.engines import postgres, windows
from cms.search.engines.postgres import PostgresEngine
from cms.search.words import count_words, has_changed_much
from cms.shared import search_index
from cms.shared.findable import Findable
from cms.shared.models import SearchEntry, SearchFile, SearchWords
from tenants.models import School
from tests.base import SchoolTestCase
from tests.search.cases import CASES, ENTRIES, MEANT


class TestCases(SchoolTestCase):
    engine = PostgresEngine()

    @classmethod
    def setUpTestData(cls):
        SearchEntry.objects.all().delete()
        for number, (name, entry) in enumerate(ENTRIES.items(), start=1):
            search_index.write(cls.school.pk, f"case.{name}", {number: [entry]})

        count_words()

    def names(self, question: Question) -> list[str]:
        return [hit.key.split(":")[1].removeprefix("case.") for hit in self.engine.search(question).hits]

    def test_every_case(self):
        for case in CASES:
            with self.subTest(case.words, **case.more):
                names = self.names(case.question())
                assert not case.first or names[:1] == [case.first], names
                assert set(case.there) <= set(names), names
                assert not set(case.not_there) & set(names), names

    def test_what_was_meant_is_found_and_said(self):
        for words, meant in MEANT.items():
            with self.subTest(words):
                answer = self.engine.search(Question(words=tuple(words.split())))
                assert answer.meant == meant
                assert answer.count > 0

    def test_words_are_counted_at_once_in_an_install_that_begins(self):
        assert not has_changed_much()
        SearchWords.objects.all().delete()
        assert nightly.count_many_new_words.func() > 0
        assert nightly.count_many_new_words.func() == 0

    def test_words_of_a_suspended_school_are_not_suggested(self):
        School.objects.filter(pk=self.school.pk).update(status="suspended")
        assert count_words() == 0

    def test_titles_are_suggested(self):
        assert self.engine.suggest("ke hoach tuy") == ["Kế hoạch tuyển sinh lớp 1"]
        assert self.engine.suggest("Kế hoạch", school_id=987) == []
        assert self.engine.suggest("k") == []

    def test_what_has_expired_is_not_suggested(self):
        SearchEntry.objects.filter(model="case.ban-hang").update(until=timezone.now())
        assert self.engine.suggest("ban han") == ["Bạn hàng xóm của em"]

    def test_facets_and_count(self):
        answer = self.engine.search(Question(words=("tuyển", "sinh")))
        assert (answer.count, answer.is_exact) == (3, True)
        assert [(one.value, one.count) for one in answer.facets["kind"]] == [("tin-tuc", 3)]
        assert [(one.value, one.count) for one in answer.facets["year"]] == [("2026", 2), ("2020", 1)]
        assert [(one.value, one.name, one.count) for one in answer.facets["school"]] == [
            (self.school.slug, self.school.name, 3)
        ]

    def test_what_is_shown_is_escaped_and_marked(self):
        hit = self.engine.search(Question(words=("script", "ngoac"))).hits[0]
        assert hit.title.startswith("Thẻ &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;")
        assert "dấu <mark>ngoặc</mark>" in hit.title

    def test_words_inside_a_file_say_where(self):
        entry = SearchEntry.objects.get(model="case.thong-tu")
        file = SearchFile.objects.create(entry=entry, attachment_id=1, title="Phụ lục", path="/tep/1/")
        search_index.file_read(file, "read", ["Trang đầu", "Biểu mẫu về <b> cơ sở vật chất"], has_pages=True)
        hit = self.engine.search(Question(words=("cơ", "sở", "vật", "chất"))).hits[0]
        assert (hit.place.title, hit.place.page, hit.place.url) == ("Phụ lục", 2, self.school.root_url + "/tep/1/")
        assert "<mark>vật</mark> <mark>chất</mark>" in hit.snippet
        assert "&lt;b&gt;" in hit.snippet

    def test_whatever_is_typed_is_answered(self):
        for words in (
            ("'", "a' | 'b"), ("\x00", "a\x00b"), ("💥",), ("(" * 500,), ("a" * 10_000,), ("!", "&", "<->", ":*"),
            tuple("abcdefghijklmnopqrstuvwxyz"), ("%s", "%(all)s", "\\"), ("đ" * 3000,), ("漢字", "かな"),
        ):  # fmt: skip
            with self.subTest(words[0][:20]):
                self.engine.search(Question(words=words, phrases=words[:1], without=words[:1], page=99))
                self.engine.suggest(" ".join(words))


class TestCommonWords(SchoolTestCase):
    """Of words that stand in more entries than are ranked, the newest are found, and those that are called so."""

    @classmethod
    def setUpTestData(cls):
        SearchEntry.objects.all().delete()
        today = dt.date(2026, 11, 20)
        entries = {
            number: [
                Findable(f"Bài {number}", f"/{number}/", "tin-tuc", body="Học sinh", date=today - dt.timedelta(number))
            ]
            for number in range(1, 60)
        }
        old = [Findable("Học sinh giỏi", "/cu/", "tin-tuc", date=dt.date(2019, 1, 5))]
        search_index.write(cls.school.pk, "case.bai", {**entries, 60: old})

    def setUp(self):
        cache.clear()
        all_of_them = mock.patch.multiple(windows, FEW=10, SAMPLES=1, SAMPLE="true")
        for patch in (mock.patch.object(postgres, "ENOUGH", 20), all_of_them):
            patch.start()
            self.addCleanup(patch.stop)

    def paths(self, **chosen: str) -> tuple[list[str], bool]:
        answer = PostgresEngine().search(Question(words=("học", "sinh"), chosen=chosen))
        assert len(answer.hits) == min(answer.count, PAGE_SIZE)
        return [hit.url.rpartition(".localhost")[2] for hit in answer.hits], answer.is_exact

    def test_the_newest_and_those_that_are_called_so(self):
        paths, is_exact = self.paths()
        assert not is_exact
        assert paths[0] == "/cu/"
        assert paths[1:4] == ["/1/", "/2/", "/3/"]
        assert "/59/" not in paths

    def test_the_index_of_the_recent_ones_answers_the_same(self):
        before = self.paths()
        with mock.patch.object(recent, "KEPT", 40):
            assert recent.keep_recent() == 20
            assert recent.keep_recent() == 0
        assert not SearchEntry.objects.get(path="/cu/").is_recent
        assert self.paths() == before
        with mock.patch.object(recent, "KEPT", 5):
            recent.keep_recent()
        # It has not all that are to be looked at: the index of all has.
        assert self.paths() == before

    def test_what_is_narrowed_is_looked_at_again(self):
        assert self.paths(year="2019") == (["/cu/"], True)
