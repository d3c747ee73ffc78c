"""Every public page is valid HTML, by the Nu checker, and light."""

from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Response

from tests.e2e import vnu
from tests.e2e.browser import Visit
from tests.e2e.install import PORTAL, Install
from tests.e2e.pages import SCHOOL, Known

MOST_BYTES, MOST_REQUESTS = 150_000, 20


def test_nu_calls_a_mistake_an_error(tmp_path: Path):
    wrong = tmp_path / "wrong.html"
    wrong.write_text('<!doctype html><html lang="vi"><title>Sai</title><p id="a"><b id="a">')
    assert any("Duplicate ID" in line for line in vnu.errors({wrong: "a mistake"}))


def fetch(install: Install, host: str, path: str) -> bytes:
    """A page's HTML as it is sent; schools have no address of their own outside a browser."""
    request = Request(f"http://127.0.0.1:{install.port}{path}", headers={"Host": f"{host}:{install.port}"})
    with urlopen(request, timeout=60) as answer:  # noqa: S310 - this machine
        return bytes(answer.read())


def test_every_page_is_valid_html(install: Install, all_pages: Known, tmp_path: Path):
    files: dict[Path, str] = {}
    for number, place in enumerate(all_pages.pages):
        file = tmp_path / f"{number}.html"
        file.write_bytes(fetch(install, place.host, place.path))
        files[file] = str(place)
    found = vnu.errors(files)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("host", "path"), [(SCHOOL, "/"), (PORTAL, "/"), (SCHOOL, "/tin-tuc/")])
def test_a_first_visit_is_light(visitor: Visit, host: str, path: str):
    """A page with all it loads, without pictures, as sent over the wire (WhiteNoise sends it packed)."""
    page = visitor.page
    if path == "/tin-tuc/":
        visitor.go(host, path)
        path = page.locator("main article h3 a").first.get_attribute("href") or ""
        page.context.clear_cookies()
        visitor.context.new_cdp_session(page).send("Network.clearBrowserCache")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    visitor.go(host, path)
    page.wait_for_load_state("networkidle")
    sizes = [
        each.request.sizes()["responseBodySize"] + each.request.sizes()["responseHeadersSize"]
        for each in answers
        if each.request.resource_type != "image"
    ]
    assert len(answers) <= MOST_REQUESTS, [each.url for each in answers]
    assert sum(sizes) <= MOST_BYTES, sum(sizes)
