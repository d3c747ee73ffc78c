"""One install and one browser for all tests; a window that watches itself for each."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e import install as installs
from tests.e2e.browser import ARGUMENTS, DESKTOP, PHONE, SignedIn, Visit, Windows, executable
from tests.e2e.pages import Known, known


@pytest.fixture(scope="session")
def install() -> Iterator[installs.Install]:
    installs.STATE.parent.mkdir(parents=True, exist_ok=True)
    with installs.STATE.with_suffix(".lock").open("w") as lock:
        try:
            running = installs.bring_up(lock)
        except installs.AlreadyRunning as error:
            pytest.exit(str(error), returncode=2)
        except BaseException:
            installs.remove()
            raise
        yield running
        installs.take_down()


@pytest.fixture(scope="session")
def all_pages(install: installs.Install) -> Known:
    """What a visitor may come to; asked once."""
    return known(install)


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
