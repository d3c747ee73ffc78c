"""Databases, clean state and a closed network for all tests. See tests/base.py for what tests use."""

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections

from cms.core.catalogues import compile_catalogues
from tests.base import SchoolClient, ScratchTestCase, client_for, forget_everything, in_school
from tests.databases import Databases, pointed_at

LOCAL_ADDRESSES = frozenset({"127.0.0.1", "::1", "localhost", "0.0.0.0"})  # noqa: S104


# How fast a machine is, is nothing that a test says (see tests/bench).
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")


def pytest_configure() -> None:
    """Pages are tested in Vietnamese: a fresh checkout has no compiled catalogue yet."""
    compile_catalogues([Path(__file__).resolve().parents[1] / "locale"])


class NetworkForbidden(Exception):
    """A test tried to reach another machine. Not an OSError: code that expects those must not hide it."""


def _local(address: Any) -> bool:
    if isinstance(address, (str, bytes)):  # a Unix socket
        return True
    host = address[0].decode() if isinstance(address[0], bytes) else str(address[0])
    return host in LOCAL_ADDRESSES or host.endswith(".localhost")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Sockets lead to this machine only."""
    patch = pytest.MonkeyPatch()

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if not _local(address):
                raise NetworkForbidden(f"Tests may not reach {address!r}.")
            return real(self, address)

        return connect

    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and not _local((host,)):
            raise NetworkForbidden(f"Tests may not look up {host!r}.")
        return resolve(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    patch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """This process's own database, with the portal and both schools."""
    with django_db_blocker.unblock():
        makers = ScratchTestCase.makers = Databases()
        name = makers.for_process()
        with pointed_at(name):
            yield
            connections.close_all()
        makers.drop(name)
        makers.close()


@pytest.fixture(scope="session", autouse=True)
def _folders() -> Iterator[None]:
    """The folders that cms.settings.test made for this process go with it."""
    # whitenoise warns where there is none.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    yield
    for folder in (settings.MEDIA_ROOT, settings.SHARED_MEDIA_ROOT):
        if Path(folder).name.startswith("portal-test-"):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _clean_state() -> Iterator[None]:
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def school_db(db: None) -> Iterator[Any]:
    """For tests that are functions: the schema of truong-a, rolled back afterwards."""
    with in_school("truong-a") as school:
        yield school


@pytest.fixture
def school_client(db: None) -> SchoolClient:
    """An anonymous browser at truong-a."""
    return client_for("truong-a")


@pytest.fixture
def scratch_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """For tests that are functions: a database of their own; what is committed there goes with it."""
    with django_db_blocker.unblock(), ScratchTestCase.makers.scratch() as name:
        connection.set_schema_to_public()
        yield name
        forget_everything()
