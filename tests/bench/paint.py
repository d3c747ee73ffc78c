"""Part `paint`: when a parent with a mid-range phone on 4G sees the page, whether it moves, and what it weighs."""

from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.bench.install import PORTAL, SCHOOL, Install
from tests.bench.report import say
from tests.bench.servers import web
from tests.bench.stories import stories
from tests.e2e.browser import ARGUMENTS, PHONE, executable, has_browser

PAGES = {
    "school_home": (SCHOOL, "/"),
    "portal_home": (PORTAL, "/"),
    "news": (SCHOOL, f"/tin-tuc/{stories()[0].slug}/"),
}
# As Lighthouse throttles a phone: slow 4G, a processor four times slower.
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
SLOWER = 4
WATCH = """
window.paints = { lcp: 0, cls: 0 };
new PerformanceObserver(list => list.getEntries().forEach(entry => { paints.lcp = entry.startTime }))
  .observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver(list => list.getEntries().filter(entry => !entry.hadRecentInput)
  .forEach(entry => { paints.cls += entry.value }))
  .observe({ type: 'layout-shift', buffered: true });
"""
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 400) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
  }
}"""


def run(install: Install, rounds: int) -> None:
    """Print paint, layout shift, weight and requests of a first visit: the median of the rounds, or the worst."""
    if not has_browser():
        say("paint", "no chromium installed: part left out")
        return
    with web(install) as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for name, (host, path) in PAGES.items():
            address = f"http://{host}:{port}{path}"
            _visit(browser, address)  # pictures are made and the page is kept
            visits = [_visit(browser, address) for _ in range(rounds)]
            say(f"lcp_{name}", median(visit.painted for visit in visits), "s (wanted: less than 1.5)")
            say(f"cls_{name}", max(visit.moved for visit in visits), "(wanted: less than 0.02)")
            say(f"weight_{name}", max(visit.weight for visit in visits) / 1000, "kB without pictures (wanted: 150)")
            say(f"requests_{name}", max(visit.requests for visit in visits), "(wanted: 20)")
        browser.close()


@dataclass(slots=True)
class Visit:
    """What a first visit costs: seconds to the largest paint, layout shift, bytes but for pictures, requests."""

    painted: float = 0
    moved: float = 0
    weight: int = 0
    requests: int = 0


def _visit(browser: Browser, address: str) -> Visit:
    """A first visit with nothing kept."""
    visit = Visit()
    context = browser.new_context(locale="vi-VN", **PHONE)
    page = context.new_page()
    page.add_init_script(WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    _weigh(devtools, visit)
    page.goto(address, wait_until="networkidle")
    visit.painted = page.evaluate("paints.lcp") / 1000
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    visit.moved = page.evaluate("paints.cls")
    context.close()
    return visit


def _weigh(devtools: CDPSession, visit: Visit) -> None:
    """Count what comes over the wire, heads included."""
    pictures: set[str] = set()

    def begin(event: dict[str, Any]) -> None:
        visit.requests += 1
        if event.get("type") == "Image":
            pictures.add(event["requestId"])

    def end(event: dict[str, Any]) -> None:
        if event["requestId"] not in pictures:
            visit.weight += int(event["encodedDataLength"])

    devtools.on("Network.requestWillBeSent", begin)
    devtools.on("Network.loadingFinished", end)
