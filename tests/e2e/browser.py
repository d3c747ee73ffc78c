"""Pages that watch themselves: what a visitor would not forgive fails the test."""

import shutil
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, WebError, expect

from tests.e2e.install import PATIENCE, PORTAL, Install

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
# The address bar's menus, each a page of its own behind every window: half of what a window costs. The others are
# Playwright's list, which this one replaces.
UNUSED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
# How far below the window pictures are fetched already. Without windows chromium knows no speed of its network, and
# fetches from twice as far as it does at anybody's desk.
MARGIN = "--blink-settings=lazyLoadingImageMarginPxUnknown=1250,lazyLoadingImageMarginPx4G=1250"
ARGUMENTS = [
    MARGIN,
    f"--disable-features={','.join(UNUSED)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MS = PATIENCE * 1000
expect.set_options(timeout=PATIENCE_MS)


def _browsers() -> list[str]:
    """Those that install_browser.sh looks for; first the one without windows, which starts and paints quicker."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return [path for name in names if (path := shutil.which(name))]


def has_browser() -> bool:
    return bool(_browsers())


def executable() -> str:
    found = _browsers()
    assert found, "There is no chromium: run sh tests/e2e/install_browser.sh"
    return found[0]


class Visit:
    """A browser window of one person, and what went wrong in it."""

    def __init__(self, browser: Browser, install: Install, **options: Any) -> None:
        self.install = install
        self.problems: list[str] = []
        # Documents that a test asks for although they are errors, by status.
        self.expected: set[int] = set()
        self.context: BrowserContext = browser.new_context(locale="vi-VN", **options)
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("request", self._see_request)
        self.context.on("response", self._see_response)
        self.context.on("console", self._see_console)
        self.context.on(
            "weberror", lambda error: self.problems.append(f"error in a script: {error.error.stack or error.error}")
        )
        self.page: Page = self.context.new_page()

    def go(self, host: str, path: str = "/") -> Response:
        response = self.page.goto(self.install.url(host, path))
        assert response is not None
        return response

    def close(self) -> None:
        self.context.close()
        assert not self.problems, "\n".join(self.problems)

    def _see_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        host = address.hostname or ""
        if address.scheme in ("http", "https") and host != PORTAL and not host.endswith(f".{PORTAL}"):
            self.problems.append(f"request to another host: {request.url}")

    def _see_response(self, response: Response) -> None:
        if response.status < 400 or response.status in self.expected:
            return
        is_document = response.request.resource_type == "document"
        if response.status >= 500 or not is_document:
            self.problems.append(f"{response.status}: {response.url}")

    def _see_script_error(self, raised: WebError) -> None:
        self.problems.append(f"error in a script: {raised.error.stack or raised.error}")

    def _see_console(self, message: ConsoleMessage) -> None:
        # Chromium's own line about an error status; `_see_response` judges those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")


def sign_in(visit: Visit, host: str, user: str) -> None:
    """Through the form, as a person does."""
    visit.go(host, "/quan-tri/")
    page = visit.page
    page.locator("input[name=username]").fill(user)
    page.locator("input[name=password]").fill(visit.install.password(host, user))
    page.locator("form button[type=submit]").click()
    page.wait_for_url(visit.install.url(host, "/quan-tri/"))


class Windows:
    """Opens windows for a test and judges them at its end."""

    def __init__(self, browser: Browser, install: Install, sessions: dict[tuple[str, str], Any]) -> None:
        self.browser = browser
        self.install = install
        self.sessions = sessions
        self.visits: list[Visit] = []

    def open(self, **options: Any) -> Visit:
        visit = Visit(self.browser, self.install, **(options or DESKTOP))
        self.visits.append(visit)
        return visit

    def signed_in(self, host: str, user: str, **options: Any) -> Visit:
        """Someone who signed in before; the form is used once per account and run."""
        key = (host, user)
        if key not in self.sessions:
            first = Visit(self.browser, self.install, **DESKTOP)
            sign_in(first, host, user)
            self.sessions[key] = first.context.storage_state()
            first.close()
        return self.open(**(options or DESKTOP), storage_state=self.sessions[key])

    def close(self) -> None:
        problems = []
        for visit in self.visits:
            try:
                visit.close()
            except AssertionError as error:
                problems.append(str(error))
        assert not problems, "\n".join(problems)


SignedIn = Callable[..., Visit]
