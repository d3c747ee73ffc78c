"""Search by OpenSearch or Elasticsearch (docs/search-server.md): the server finds, counts and ranks by key.

What is shown is read from SearchEntry: an entry that is gone there is not shown, whatever the server still says.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from cms.core.folding import fold
from cms.search.contract import Answer, EngineDown, Question
from cms.search.engines import facets, server_queries, stored, suggesting, widening
from cms.search.engines.connecting import Server, server_at
from cms.search.engines.postgres import LONGEST_BEGINNING, SHORTEST_BEGINNING
from cms.search.engines.showing import hits_of
from cms.search.engines.wording import Ways, Wording
from cms.search.queue import one_at_a_time, withdrawn
from cms.shared.models import SearchEntry
from cms.shared.search_text import plain
from tenants.enums import SchoolStatus
from tenants.models import School

ROWS = 200
# The clocks of our machines differ by less.
CLOCKS = timedelta(minutes=1)


_NOTHING: Mapping[str, Any] = {
    "hits": {"hits": (), "total": {"value": 0, "relation": "eq"}},
    "aggregations": {column: {"buckets": ()} for column in server_queries.FACET_COLUMNS},
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What the server answered."""

    answer: Mapping[str, Any]

    @property
    def count(self) -> int:
        return int(self.answer["hits"]["total"]["value"])

    @property
    def fitting(self) -> int:
        return int(self.answer["aggregations"].get(server_queries.FITTING, {}).get("doc_count", 0))


class ServerEngine:
    """See `cms.search.contract.Engine`."""

    def __init__(self, url: str = "", alias: str = "") -> None:
        self.server: Server = server_at(url or settings.SEARCH_URL)
        self.alias = alias or settings.SEARCH_INDEX

    @property
    def name(self) -> str:
        """`opensearch` or `elasticsearch`, as the server says. Raises EngineDown."""
        return self.server.kind

    def greet(self) -> str:
        """Ask the server whether it is there; returns its name. Raises EngineDown."""
        with self.server.asked() as client:
            client.info()
        return self.name

    # -- asking --------------------------------------------------------------------------------------
    def search(self, question: Question) -> Answer:
        """Answer a question; where nothing is found, what was probably meant is, or what has most of the words."""
        widened = widening.ask(question, self._find)
        return self._answer(widened.found.answer, widened.asked, widened.meant)

    def suggest(self, beginning: str, school_id: int | None = None, limit: int = 8) -> list[str]:
        """See `suggesting`."""
        folded = fold(plain(beginning))[:LONGEST_BEGINNING]
        if len(folded) < SHORTEST_BEGINNING:
            return []
        found = self._ask(server_queries.suggest(folded, _schools(Question(school_id=school_id))))
        buckets = found["aggregations"]["titles"]["buckets"]
        often = {bucket["one"]["hits"]["hits"][0]["_id"]: bucket["doc_count"] for bucket in buckets}
        titles = ((title, often[key]) for key, title in _rows(often).values_list("key", "title"))
        return suggesting.offered(titles, folded, limit, everywhere=school_id is None)

    def _find(self, question: Question, asked: Wording, ways: Ways = ()) -> "_Found":
        if asked.is_empty and not (question.chosen or question.since or question.until):
            return _Found(_NOTHING)
        return _Found(self._ask(server_queries.search(question, asked, _schools(question), ways, withdrawn())))

    def _answer(self, found: Mapping[str, Any], asked: Wording, meant: str) -> Answer:
        keys = [hit["_id"] for hit in found["hits"]["hits"]]
        ids = dict(_rows(keys).values_list("key", "pk"))
        return Answer(
            hits=hits_of([ids[key] for key in keys if key in ids], asked),
            count=int(found["hits"]["total"]["value"]),
            is_exact=found["hits"]["total"]["relation"] == "eq",
            facets=facets.counted(_counted(found["aggregations"])),
            meant=meant,
            engine=self.name,
        )

    def _ask(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        with self.server.asked() as client:
            found: Mapping[str, Any] = client.search(index=self.alias, body=body)
            return found

    # -- feeding -------------------------------------------------------------------------------------
    def upsert(self, keys: Iterable[str]) -> None:
        """Take these entries over as they are now; those that are gone are forgotten. Raises EngineDown."""
        if self._is_current():
            self._send(self.alias, list(keys))
        else:
            self.rebuild()

    def delete(self, keys: Iterable[str]) -> None:
        """Forget these entries. Raises EngineDown."""
        self.server.bulk(_forgotten(self.alias, keys))

    def rebuild(self) -> int:
        """Fill a new index beside the one that is asked, then exchange them. Raises EngineDown."""
        name = f"{self.alias}-{timezone.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        started = timezone.now() - CLOCKS
        body = stored.index()
        body["settings"]["index"]["refresh_interval"] = "-1"
        with self.server.asked(writing=True) as client:
            client.indices.create(index=name, body=body)
        try:
            sent = self._fill(name)
            with one_at_a_time(wait=True):
                self._catch_up(name, sent, started)
                self._exchange(name)
        except BaseException:
            # Where even this fails, the next rebuild takes it away.
            with suppress(EngineDown), self.server.asked(writing=True) as client:
                client.indices.delete(index=name)
            raise
        return len(sent)

    def refresh(self) -> None:
        """Let what was sent be found at once (it is within a second)."""
        with self.server.asked(writing=True) as client:
            client.indices.refresh(index=self.alias)

    def forget_everything(self) -> None:
        """Remove every index behind the alias."""
        with self.server.asked(writing=True) as client:
            for name in self._behind(client):
                client.indices.delete(index=name)

    def _is_current(self) -> bool:
        """Tell whether there is an index and its mapping is the one of this code."""
        with self.server.asked(writing=True) as client:
            if not client.indices.exists_alias(name=self.alias):
                return False
            mappings = client.indices.get_mapping(index=self.alias)
            return all(one["mappings"].get("_meta", {}).get("version") == stored.VERSION for one in mappings.values())

    def _send(self, name: str, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), ROWS):
            some = keys[start : start + ROWS]
            rows = list(SearchEntry.objects.filter(key__in=some).defer("head", "vector"))
            gone = set(some) - {row.key for row in rows}
            self.server.bulk([*stored.documents(rows, name), *_forgotten(name, gone)])

    def _fill(self, name: str) -> set[str]:
        """Send all entries; returns their keys."""
        sent: set[str] = set()

        def actions() -> Iterator[dict[str, Any]]:
            last = 0
            while rows := list(SearchEntry.objects.filter(pk__gt=last).order_by("pk").defer("head", "vector")[:ROWS]):
                last = rows[-1].pk
                sent.update(row.key for row in rows)
                yield from stored.documents(rows, name)

        self.server.bulk(actions())
        return sent

    def _catch_up(self, name: str, sent: set[str], started: Any) -> None:
        """Send what has changed while the new index was filled."""
        now = dict(SearchEntry.objects.values_list("key", "changed_at"))
        self._send(name, [*(key for key, at in now.items() if at >= started), *(sent - now.keys())])

    def _exchange(self, name: str) -> None:
        with self.server.asked(writing=True) as client:
            client.indices.put_settings(index=name, body={"index": {"refresh_interval": "1s"}})
            client.indices.refresh(index=name)
            old = self._behind(client)
            actions = [{"remove": {"index": one, "alias": self.alias}} for one in old]
            client.indices.update_aliases(body={"actions": [*actions, {"add": {"index": name, "alias": self.alias}}]})
            for one in set(client.indices.get_alias(index=f"{self.alias}-*")) - {name}:
                client.indices.delete(index=one)

    def _behind(self, client: Any) -> list[str]:
        return sorted(client.indices.get_alias(name=self.alias)) if client.indices.exists_alias(name=self.alias) else []


def _forgotten(name: str, keys: Iterable[str]) -> list[dict[str, Any]]:
    return [{"_op_type": "delete", "_index": name, "_id": key} for key in keys]


def _rows(keys: Iterable[str]) -> Any:
    """Entries that may be shown still."""
    rows = SearchEntry.objects.filter(key__in=list(keys), school__status=SchoolStatus.READY)
    return rows.filter(Q(until=None) | Q(until__gt=timezone.now()))


def _schools(question: Question) -> list[int]:
    """Return the schools in service that are asked for: the server knows their keys only."""
    schools = School.objects.filter(status=SchoolStatus.READY)
    if question.school_id is not None:
        schools = schools.filter(pk=question.school_id)
    for facet, column in (("school", "slug"), ("ward", "ward")):
        if chosen := question.chosen.get(facet):
            schools = schools.filter(**{column: chosen})
    return list(schools.values_list("pk", flat=True))


def _counted(buckets: Mapping[str, Any]) -> Iterator[tuple[str, Any, int]]:
    """Yield column, value and count, as `facets.counted` takes them."""
    for column in server_queries.FACET_COLUMNS:
        for bucket in buckets[column]["buckets"]:
            yield column, bucket["key"], bucket["doc_count"]
