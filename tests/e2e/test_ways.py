"""How far it is: every school from the portal's front page, and what a family asks for from a school's."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Visit
from tests.e2e.install import PORTAL, SCHOOLS, Install

TAPS = 3
FILE = re.compile(r"\.(csv|json)$")
FROM_SCHOOL = ("/cong-khai/", "/thu-tuc/", "/khoan-thu/", "/lien-he/")
LIBRARY = "/hoc-lieu/"
# Preschools have none: Circular 37 asks for what is cooked and played there instead.
KINDS = {"mn-hoa-sen": (), "th-phu-hoa": (LIBRARY,), "thcs-chu-van-an": (LIBRARY,)}
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href.split('#')[0])"


def links(visit: Visit, url: str) -> set[str]:
    """Where a tap on this page leads."""
    visit.page.goto(url)
    return set(visit.page.evaluate(LINKS))


def test_every_school_is_at_most_three_taps_from_the_front_page(phone: Visit, install: Install):
    left = {install.url(f"{slug}.{PORTAL}") for slug in KINDS}
    directory = install.url(PORTAL, "/truong/")
    assert len(left) == SCHOOLS
    reached, seen = {install.url(PORTAL)}, set()
    for _tap in range(TAPS):
        opened, reached = reached - seen, set()
        seen |= opened
        for url in sorted(opened):
            reached |= links(phone, url)
        left -= reached
        # The way leads by the directory.
        reached = {url for url in reached if url.startswith(directory) and not FILE.search(urlsplit(url).path)}
    assert not left


@pytest.mark.parametrize("slug", KINDS)
def test_what_families_ask_for_is_one_tap_from_a_schools_front_page(phone: Visit, install: Install, slug: str):
    found = links(phone, install.url(f"{slug}.{PORTAL}"))
    for path in (*FROM_SCHOOL, *KINDS[slug]):
        url = install.url(f"{slug}.{PORTAL}", path)
        assert url in found
        response = phone.page.goto(url)
        assert response is not None
        assert response.ok, url


def test_the_directory_answers_while_a_parent_types(phone: Visit):
    phone.go(PORTAL, "/truong/")
    page = phone.page
    page.get_by_label("Tên trường").press_sequentially("chu van an")
    expect(page.get_by_role("status")).to_contain_text("1 trường")
    expect(page).to_have_url(re.compile(r"ten=chu"))
    page.reload()
    expect(page.get_by_label("Tên trường")).to_have_value("chu van an")
