"""The search server: which kind it is, and the short patience we have with it."""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from cms.search.contract import EngineDown

logger = logging.getLogger(__name__)
# A visitor waits for it; then PostgreSQL answers.
READ_SECONDS = 2
WRITE_SECONDS = 30
WAITS = (READ_SECONDS, WRITE_SECONDS)
# After a failure nobody asks the server for so long: a server that is down costs one visitor two seconds, not all.
REST_SECONDS = 5
REFUSALS = (400, 404)
RETRIES, FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 4, 1, 10
CHUNK_ROWS, CHUNK_BYTES = 200, 8 * 1024 * 1024


class Server:
    """One server. OpenSearch is spoken to by opensearch-py; elasticsearch-py refuses servers that are not Elastic's."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._rests_until = 0.0
        self._known: tuple[str, Any, Any] | None = None

    @property
    def kind(self) -> str:
        """`opensearch` or `elasticsearch`, as the server says itself. Raises EngineDown."""
        return self._connected()[0]

    @contextmanager
    def asked(self, *, writing: bool = False) -> Iterator[Any]:
        """Yield a client; whatever goes wrong in the block is EngineDown, and the server is left in peace a while."""
        if time.monotonic() < self._rests_until:
            raise EngineDown("The search server has just failed")
        try:
            yield self._connected()[2 if writing else 1]
        except EngineDown:
            raise
        except self._errors() as error:
            # What the server refuses (400, 404) is no reason to ask it nothing else.
            if getattr(error, "status_code", 0) not in REFUSALS:
                self._rests_until = time.monotonic() + REST_SECONDS
            # The address may hold a password, the error the question.
            logger.warning("The search server failed: %s", type(error).__name__)
            raise EngineDown(type(error).__name__) from None
        else:
            self._rests_until = 0.0

    def rest_over(self) -> None:
        """Ask again at once: somebody knows better."""
        self._rests_until = 0.0

    def bulk(self, actions: Iterable[dict[str, Any]]) -> int:
        """Send actions in chunks; where the server asks for patience (429) it gets it. Raises EngineDown."""
        count = 0
        with self.asked(writing=True) as client:
            for ok, result in self._bulk(client, actions):
                action, told = next(iter(result.items()))
                if not ok and not (action == "delete" and told.get("status") == 404):
                    raise EngineDown(f"bulk: {told.get('status')}")
                count += 1
        return count

    def _bulk(self, client: Any, actions: Iterable[dict[str, Any]]) -> Any:
        if self.kind == "opensearch":
            from opensearchpy.helpers import streaming_bulk
        else:
            from elasticsearch.helpers import streaming_bulk  # type: ignore[assignment]
        return streaming_bulk(
            client,
            actions,
            chunk_size=CHUNK_ROWS,
            max_chunk_bytes=CHUNK_BYTES,
            max_retries=RETRIES,
            initial_backoff=FIRST_WAIT_SECONDS,
            max_backoff=LONGEST_WAIT_SECONDS,
            raise_on_error=False,
        )

    def _connected(self) -> tuple[str, Any, Any]:
        if self._known is None:
            self._known = self._connect()
        return self._known

    def _connect(self) -> tuple[str, Any, Any]:
        """Return what the server is, a client with little patience and one with more."""
        from opensearchpy import OpenSearch

        reader, writer = (OpenSearch(**_options(self._url), timeout=wait, max_retries=0) for wait in WAITS)
        try:
            version = reader.info()["version"]
        except self._errors() as error:
            self._rests_until = time.monotonic() + REST_SECONDS
            raise EngineDown(type(error).__name__) from None
        if version.get("distribution") == "opensearch":
            return "opensearch", reader, writer
        from elasticsearch import Elasticsearch

        quick, patient = (Elasticsearch(self._url, request_timeout=wait, max_retries=0) for wait in WAITS)
        return "elasticsearch", quick, patient

    @staticmethod
    def _errors() -> tuple[type[Exception], ...]:
        from elasticsearch import ApiError, TransportError
        from opensearchpy import OpenSearchException

        return OpenSearchException, ApiError, TransportError, OSError


def _options(url: str) -> dict[str, Any]:
    """Return the address as opensearch-py takes it, the password apart."""
    parts = urlsplit(url)
    host = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    login = (parts.username, parts.password or "") if parts.username else None
    return {"hosts": [host], "http_auth": login}


@lru_cache(maxsize=4)
def server_at(url: str) -> Server:
    """Return the server of this process; its connections are kept."""
    return Server(url)
