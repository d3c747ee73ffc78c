"""One install and one browser for all tests; a window that watches itself for each."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e import install as installs
from tests.e2e.browser import ARGUMENTS, DESKTOP, PHONE, SignedIn, Visit, Windows, executable
from tests.e2e.pages import Known, ask, known

# What each process of these tests knows of the install that they share.
TOLD = pytest.StashKey[dict[str, Any]]()
# Open as long as the tests run.
LOCK = pytest.StashKey[TextIO]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """One install for all processes: the first brings it up before the others begin."""
    config = session.config
    if told := getattr(config, "workerinput", {}).get("told"):
        config.stash[TOLD] = told
    elif not config.option.collectonly:
        config.stash[TOLD] = _bring_up(config)


def pytest_configure_node(node: Any) -> None:
    node.workerinput["told"] = node.config.stash[TOLD]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What begins something and what looks at it much later, with all the others in between."""
    items.sort(key=lambda item: (item.get_closest_marker("late") is not None, not item.get_closest_marker("early")))


def _bring_up(config: pytest.Config) -> dict[str, Any]:
    installs.STATE.parent.mkdir(parents=True, exist_ok=True)
    lock = config.stash.setdefault(LOCK, installs.STATE.with_suffix(".lock").open("w"))
    try:
        running = installs.bring_up(lock)
    except installs.AlreadyRunning as error:
        pytest.exit(str(error), returncode=2)
    except BaseException:
        installs.remove()
        raise
    config.add_cleanup(installs.take_down)
    return {"install": running.told(), "pages": ask(running), "run": time.time_ns()}


@pytest.fixture(scope="session")
def install(request: pytest.FixtureRequest) -> installs.Install:
    return installs.Install.from_told(request.config.stash[TOLD]["install"])


@pytest.fixture(scope="session")
def all_pages(request: pytest.FixtureRequest) -> Known:
    """What a visitor may come to; asked once, before any test publishes something."""
    return known(request.config.stash[TOLD]["pages"])


@pytest.fixture(scope="session")
def planned(request: pytest.FixtureRequest) -> Path:
    """Where the processes of this run tell one another of the article that waits for its moment."""
    return installs.STATE / f"planned-{request.config.stash[TOLD]['run']}.json"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sessions() -> dict[tuple[str, str], Any]:
    """The cookies of who has signed in already."""
    return {}


@pytest.fixture
def windows(browser: Browser, install: installs.Install, sessions: dict[tuple[str, str], Any]) -> Iterator[Windows]:
    opened = Windows(browser, install, sessions)
    yield opened
    opened.close()


@pytest.fixture
def visitor(windows: Windows) -> Visit:
    """Someone at a desk, not signed in."""
    return windows.open(**DESKTOP)


@pytest.fixture
def phone(windows: Windows) -> Visit:
    """Someone with a small phone, not signed in."""
    return windows.open(**PHONE)


@pytest.fixture
def without_javascript(windows: Windows) -> Visit:
    return windows.open(**DESKTOP, java_script_enabled=False)


@pytest.fixture
def signed_in(windows: Windows) -> SignedIn:
    """`signed_in(host, user, **options)`: a window of someone with an account."""
    return windows.signed_in
