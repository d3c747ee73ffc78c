"""A real search server: answers like PostgreSQL, is caught up after an outage, shows nothing that is gone."""

import json
import os
from unittest import mock

import pytest
from django.test import override_settings

from cms.core import outbox
from cms.search import engines, queue
from cms.search.contract import Answer, EngineDown, Question
from cms.search.engines.connecting import server_at
from cms.search.engines.server import ServerEngine
from cms.search.tasks import push_entries
from cms.shared.models import SearchEntry, SearchWaiting
from tenants import lifecycle
from tests import factories
from tests.base import A, B, SchoolClient, SchoolTestCase, in_school
from tests.engines import laid
from tests.engines.elastic import Proxy
from tests.search import test_leaks, test_postgres

INDEX = "test-search"


def plain(html: str) -> str:
    return html.replace("<mark>", "").replace("</mark>", "")


class Fed:
    """The server, told of all that has changed before it is asked: it is within a second."""

    def __init__(self, engine: ServerEngine) -> None:
        self._engine = engine

    def search(self, question: Question) -> Answer:
        if queue.push(self._engine):
            self._engine.refresh()
        return self._engine.search(question)

    def suggest(self, beginning: str, school_id: int | None = None) -> list[str]:
        return self._engine.suggest(beginning, school_id)


class Served:
    """The tests of PostgreSQL ask the server."""

    @pytest.fixture(autouse=True)
    def _server(self, server_url):
        with override_settings(SEARCH_URL=server_url, SEARCH_INDEX=INDEX):
            server = ServerEngine()
            server.server.rest_over()
            server.rebuild()
            self.engine = Fed(server)
            yield
            server.forget_everything()


class TestSharedCases(Served, test_postgres.TestCases):
    engine = None


class TestNoLeaks(Served, test_leaks.TestLeaks):
    engine = None


class ServerCase(SchoolTestCase):
    """Every test begins with an index of what was laid."""

    @pytest.fixture(autouse=True)
    def _server(self, server_url):
        with override_settings(SEARCH_URL=server_url, SEARCH_INDEX=INDEX):
            self.engine = ServerEngine()
            self.engine.server.rest_over()
            self.engine.rebuild()
            yield
            self.engine.server.rest_over()
            self.engine.forget_everything()

    @classmethod
    def setUpTestData(cls):
        cls.laid = laid.lay()

    def push(self) -> str:
        self.engine.server.rest_over()
        result = push_entries.func()
        if result != "down":
            self.engine.refresh()
        return result

    def titles(self, words: str, **more: object) -> list[str]:
        answer = engines.search(Question(words=tuple(words.split()), **more))
        return [plain(hit.title) for hit in answer.hits]


class TestAnswers(ServerCase):
    def test_the_server_says_what_it_is(self):
        assert self.engine.name in {"opensearch", "elasticsearch"}

    def test_the_page_of_a_file_is_named(self):
        answer = self.engine.search(Question(words=("luật", "giao", "thông", "đường", "bộ")))
        assert [(hit.place.title, hit.place.page) for hit in answer.hits if hit.place] == [("Hướng dẫn", 2)]

    def test_counts_the_facets_as_postgresql_does(self):
        from cms.search.engines.postgres import PostgresEngine

        for question in (
            Question(words=("công", "khai")),
            Question(words=("rung",)),
            Question(chosen={"year": "2025"}),
        ):
            ours, theirs = self.engine.search(question), PostgresEngine().search(question)
            assert ours.count == theirs.count
            assert ours.facets == theirs.facets

    def test_narrows_by_school_year_and_days(self):
        assert self.titles("công khai", chosen={"year": "2024"}) == ["Công khai tài chính"]
        assert self.titles("rung chuông", chosen={"school": A}) == []
        assert self.titles("rung chuông", chosen={"school": B}) == ["Rung chuông vàng trường B"]

    def test_suggests_titles_that_begin_so(self):
        assert self.engine.suggest("cong khai t") == ["Công khai tài chính"]
        assert self.engine.suggest("rung", school_id=self.school.pk) == []

    def test_hostile_questions_are_answered(self):
        for words in ("* OR title:x", '" AND (', "\\", "{}[]^~:!", "<script>", "😀", "a" * 500, "1/0/0"):
            answer = self.engine.search(Question(words=(words,), phrases=(words,), without=("x" + words,)))
            assert "<script" not in "".join(hit.title + hit.snippet for hit in answer.hits)

    def test_a_suspended_school_is_not_found(self):
        with in_school("public"):
            lifecycle.suspend(self.school_row(B), "Sửa chữa", by="x")
        assert self.titles("rung chuông") == []

    def test_a_deleted_school_leaves_the_server(self):
        with in_school("public"):
            keys = set(SearchEntry.objects.filter(school__slug=B).values_list("key", flat=True))
            queue.add_school(self.school_row(B).pk)
            SearchEntry.objects.filter(school__slug=B).delete()
        self.push()
        with self.engine.server.asked() as client:
            assert not any(client.exists(index=INDEX, id=key) for key in keys)

    def test_entries_that_changed_while_a_new_index_was_filled_are_in_it(self):
        late = []

        def fill(engine: ServerEngine, name: str, real=ServerEngine._fill):
            sent = real(engine, name)
            late.append(factories.NewsPageFactory(title="Xylophon đến muộn"))
            self.laid["menu"].unpublish()
            outbox.work_off()
            return sent

        with mock.patch.object(ServerEngine, "_fill", fill):
            self.engine.rebuild()
        assert self.titles("xylophon") == ["Xylophon đến muộn"]
        with self.engine.server.asked() as client:
            key = f"{self.school.pk}:news.newspage:{self.laid['menu'].pk}"
            assert not client.exists(index=INDEX, id=key)

    def test_an_index_that_was_left_half_filled_is_taken_away(self):
        with mock.patch.object(ServerEngine, "_fill", side_effect=KeyError), pytest.raises(KeyError):
            self.engine.rebuild()
        with self.engine.server.asked() as client:
            client.indices.create(index=f"{INDEX}-left")
            self.engine.rebuild()
            assert len(client.indices.get_alias(index=f"{INDEX}-*")) == 1

    def test_a_lost_index_is_built_anew_by_the_next_push(self):
        self.engine.forget_everything()
        assert self.titles("bán trú") == ["Thực đơn bán trú"]
        factories.NewsPageFactory(title="Xylophon tái lập")
        outbox.work_off()
        self.push()
        assert engines.search(Question(words=("bán", "trú"))).engine == self.engine.name
        assert self.titles("xylophon") == ["Xylophon tái lập"]


@pytest.mark.skipif("SEARCH_URL" in os.environ, reason="that server is asked by its own client")
class TestTheOtherClient(SchoolTestCase):
    @pytest.fixture(autouse=True)
    def _node(self, node):
        self.node = node

    def test_elasticsearchs_own_client_sends_all_that_we_ask(self):
        first, second = (factories.NewsPageFactory(title=f"Xylophon {word}") for word in ("một", "hai"))
        outbox.work_off()
        with Proxy(self.node.port) as url, override_settings(SEARCH_URL=url, SEARCH_INDEX="test-other"):
            engine = ServerEngine()
            assert engine.greet() == "elasticsearch"
            assert engine.rebuild() == SearchEntry.objects.count()
            assert engine.search(Question(words=("xylophon",))).count == 2
            assert engine.suggest("xylophon m") == ["Xylophon một"]
            first.unpublish()
            second.title = "Xylophon ba"
            second.save_revision().publish()
            outbox.work_off()
            assert push_entries.func() == "2"
            engine.refresh()
            answer = engine.search(Question(words=("xylophon",)))
            assert ([plain(hit.title) for hit in answer.hits], answer.count) == (["Xylophon ba"], 1)
            engine.rebuild()
            engine.forget_everything()
            with pytest.raises(EngineDown):
                engine.search(Question(words=("xylophon",)))


@pytest.mark.skipif("SEARCH_URL" in os.environ, reason="somebody else's server is not stopped")
class TestOutage(ServerCase):
    @pytest.fixture(autouse=True)
    def _node(self, node, _server):
        self.node = node

    def test_reads_go_on_writes_wait_and_are_caught_up(self):
        self.node.stop()
        try:
            factories.NewsPageFactory(title="Xylophon lúc nghỉ")
            self.laid["dusk"].unpublish()
            outbox.work_off()
            assert self.push() == "down"
            assert SearchWaiting.objects.count() == 2
            with pytest.raises(EngineDown):
                self.engine.search(Question(words=("x",)))
            assert engines.search(Question(words=("hoàng", "hôn"))).engine == "postgresql"
            assert self.titles("xylophon") == ["Xylophon lúc nghỉ"]
            assert "down" in engines.state()
            notes = SchoolClient(A).get("/readyz").json()
            assert "status" in notes
        finally:
            self.node.start()
        # Not yet told, it still knows what was withdrawn: nothing of it is shown.
        self.engine.server.rest_over()
        answer = engines.search(Question(words=("hoàng", "hôn", "sông")))
        assert (answer.engine, list(answer.hits)) == (self.engine.name, [])
        # Nor do counts tell that there was something.
        assert (answer.count, answer.facets) == (0, {})
        assert self.engine.suggest("hoàng hôn") == []
        assert self.push() == "2"
        assert self.titles("xylophon") == ["Xylophon lúc nghỉ"]
        assert engines.search(Question(words=("hoàng", "hôn", "sông"))).count == 0

    def test_a_server_that_has_missed_many_withdrawals_is_not_asked(self):
        self.laid["dusk"].unpublish()
        outbox.work_off()
        with mock.patch.object(queue, "MOST_WITHDRAWN", 0):
            assert engines.search(Question(words=("bán", "trú"))).engine == "postgresql"
        assert engines.search(Question(words=("bán", "trú"))).engine == self.engine.name

    def test_a_change_while_sending_is_sent_again(self):
        factories.NewsPageFactory(title="Tin đổi")
        outbox.work_off()
        key = SearchWaiting.objects.get().key

        def change(keys: object) -> None:
            queue.add([key])

        with mock.patch.object(self.engine, "upsert", change), queue.one_at_a_time():
            assert queue._push_batch(self.engine) == 0
        assert SearchWaiting.objects.get().times == 2

    def test_the_password_of_the_server_is_told_to_nobody(self):
        server = server_at("http://ai:matkhau@127.0.0.1:1")
        with pytest.raises(EngineDown) as caught, server.asked():
            pass
        assert "matkhau" not in json.dumps(repr(caught.value))
