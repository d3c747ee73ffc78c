"""The search server that is tested: SEARCH_URL's, else a node of our own."""

import os
from collections.abc import Iterator

import pytest

from tests.engines.node import Node


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """A node that can be stopped and started."""
    made = Node()
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture
def server_url(request: pytest.FixtureRequest) -> str:
    return os.environ.get("SEARCH_URL") or request.getfixturevalue("node").url
