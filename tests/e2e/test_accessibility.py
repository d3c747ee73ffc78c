"""Every kind of public page under axe in every layout, at four widths, light and dark; room for large text.

A page is loaded once and then resized: of the layouts, only a home page has a template for each.
"""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.e2e import axe
from tests.e2e.browser import SignedIn, Visit
from tests.e2e.editing import new_title
from tests.e2e.install import PORTAL, Install, eventually
from tests.e2e.pages import SCHOOL, Known, Visited

SHARES = 6
LAYOUTS = ("hien", "san", "bao-tuong")
WIDTHS = (1280, 768, 360, 320)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 800
FRAME = (".masthead", ".menu", ".foot", ".reading")
# Set in the browser; chosen under “Cách đọc”.
LARGER = {
    "document.documentElement.style.fontSize = '200%'": (1280, 640),
    "document.documentElement.style.fontSize = ''; document.documentElement.dataset.text = 'larger'": (320, 1280),
}
# What a school's menu offers.
MENU = "() => [...document.querySelectorAll('#menu a')].map(link => link.pathname)"
AS_BEFORE = "delete document.documentElement.dataset.text"
# Pages that are no content: name -> host, path, status.
MESSAGES = {
    "a page that is not there": (SCHOOL, "/khong-co-trang-nay/", 404),
    "an unknown host": (f"khong-co.{PORTAL}", "/", 404),
}


def looked_at(page: Page, layouts: tuple[str, ...] = LAYOUTS, without: tuple[str, ...] = ()) -> list[str]:
    """All problems of the loaded page, but for parts that are the same on every page; axe sees no look twice."""
    problems = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found = axe.unseen_violations(page, layouts, scheme, without)
            problems += [f"{width} px, {scheme}, {line}" for line in found]
    return problems + with_large_text(page, layouts)


def with_large_text(page: Page, layouts: tuple[str, ...]) -> list[str]:
    """Twice as large text (WCAG 1.4.4), in a whole window and in half of one; the reader's own choice on a phone."""
    problems = []
    for how, widths in LARGER.items():
        page.evaluate(how)
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            problems += [f"{width} px, {how}: {line}" for line in axe.sideways(page, layouts)]
    page.evaluate(AS_BEFORE)
    return problems


def test_axe_is_really_asked(visitor: Visit):
    visitor.go(SCHOOL)
    visitor.page.evaluate("document.querySelector('main').append(new Image())")
    for look in (axe.violations, axe.wcag_violations):
        assert any(line.startswith("image-alt") for line in look(visitor.page))
    visitor.page.evaluate("document.querySelector('main h2').style.color = '#ddd'")
    visitor.page.evaluate("document.querySelector('main h2').className = ''")
    assert any(line.startswith("color-contrast") for line in axe.contrast_violations(visitor.page))


def test_the_demo_has_a_page_of_every_type(all_pages: Known):
    assert not all_pages.types_without_page, "no live page in the demo: it cannot be looked at"


def test_every_public_address_is_known_to_this_test(all_pages: Known):
    assert not all_pages.unknown_views, "enter in VIEWS or NOT_PAGES of tests/e2e/pages.py"


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_accessible_in_every_layout_and_nothing_scrolls_sideways(
    all_pages: Known, visitor: Visit, share: int
):
    problems = []
    for place in all_pages.pages[share::SHARES]:
        response = visitor.go(place.host, place.path)
        assert response.ok, f"{place}: {response.status}"
        without = () if place.path == "/" else FRAME
        problems += [f"{place}, {line}" for line in looked_at(visitor.page, layouts_of(place), without)]
    assert not problems, "\n".join(problems)


def layouts_of(place: Visited) -> tuple[str, ...]:
    """A school's home page has the template of its layout alone; each of the demo's schools has another one."""
    if place.kind == "home.SchoolHomePage":
        return (HOME_LAYOUTS[place.host.split(".")[0]],)
    return LAYOUTS if place.full else LAYOUTS[:1]


# As cms/demo/appearance.py gives them in turn.
HOME_LAYOUTS = {"mn-hoa-sen": "san", "th-phu-hoa": "bao-tuong", "thcs-chu-van-an": "hien"}


@pytest.mark.parametrize("kind", MESSAGES)
def test_messages_are_accessible(visitor: Visit, kind: str):
    host, path, status = MESSAGES[kind]
    visitor.expected.add(status)
    assert visitor.go(host, path).status == status
    problems = looked_at(visitor.page, without=FRAME)
    assert not problems, "\n".join(problems)


def test_a_school_is_accessible_when_new_suspended_and_archived(install: Install, visitor: Visit):
    """On its first day nothing is on its pages yet; later a message is."""
    slug = new_title("th-moi").replace(" ", "-")
    host, page = install.create_school(slug, "Trường Tiểu học Mới"), visitor.page
    visitor.go(host)
    paths = ["/", *dict.fromkeys(page.evaluate(MENU))]
    assert "/tin-tuc/" in paths
    problems = []
    for path in paths:
        assert visitor.go(host, path).ok, path
        problems += [f"{path}, {line}" for line in looked_at(page, LAYOUTS[:1], () if path == "/" else FRAME)]

    install.manage("suspend_school", "--slug", slug, "--reason", "Trường đang chuyển về cơ sở mới.")
    visitor.expected.add(503)
    # Each process of the web server hears for itself that a school was closed.
    eventually(lambda: visitor.go(host).status == 503)
    problems += [f"suspended, {line}" for line in looked_at(page)]
    install.manage("archive_school", "--slug", slug)
    eventually(lambda: visitor.go(host).ok and page.get_by_role("region", name="Về trang lưu trữ này").count())
    problems += [f"archived, {line}" for line in looked_at(page, LAYOUTS[:1])]
    assert not problems, "\n".join(problems)


def test_a_reader_sets_text_size_and_contrast_and_they_are_kept(visitor: Visit):
    page = visitor.page
    visitor.go(SCHOOL)
    page.get_by_role("button", name="Cách đọc").click()
    page.get_by_role("button", name="Rất lớn").click()
    page.get_by_role("button", name="Tương phản cao").click()
    visitor.go(SCHOOL, "/tin-tuc/")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "23px"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.cookie") == ""
    page.get_by_role("button", name="Cách đọc").click()
    problems = axe.violations(page) + by_day_and_night(page)
    assert not problems, "\n".join(problems)


def test_without_javascript_there_is_no_button_that_does_nothing(without_javascript: Visit):
    without_javascript.go(SCHOOL)
    assert not without_javascript.page.get_by_role("button", name="Cách đọc").is_visible()
    assert without_javascript.page.get_by_role("navigation", name="Menu chính").is_visible()


def by_day_and_night(page: Page) -> list[str]:
    """What colours decide, in the window as it is."""
    problems = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        problems += [f"{scheme}: {line}" for line in axe.contrast_violations(page)]
    return problems


def test_the_catalogue_of_components_is_accessible_in_every_layout_and_palette(signed_in: SignedIn):
    visit = signed_in(SCHOOL, "bien-tap")
    visit.go(SCHOOL, "/quan-tri/giao-dien/thanh-phan/")
    page = visit.page
    problems = looked_at(page, without=FRAME)
    for palette in ("sen", "phuong", "son_mai", "lua", "bien", "tre"):
        page.evaluate("name => { document.documentElement.dataset.palette = name }", palette)
        problems += [f"{palette}, {line}" for line in by_day_and_night(page)]
    assert not problems, "\n".join(problems)
