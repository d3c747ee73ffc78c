"""Every kind of public page under axe, all its rules, at three widths, light and dark; room for large text."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.e2e.axe import violations
from tests.e2e.browser import Visit
from tests.e2e.install import PORTAL, Install, eventually

SCHOOL = f"th-phu-hoa.{PORTAL}"
OTHER = f"thcs-chu-van-an.{PORTAL}"
WIDTHS = (320, 360, 1280)
HEIGHT = 800
# What visitors come across: name -> host, path, status.
PAGES = {
    "the portal's home": (PORTAL, "/", 200),
    "a school's home": (SCHOOL, "/", 200),
    "the list of news": (SCHOOL, "/tin-tuc/", 200),
    "an article with a picture": (SCHOOL, "/tin-tuc/", 200),
    "an article without a picture": (SCHOOL, "/tin-tuc/", 200),
    "a page with pages below it": (SCHOOL, "/gioi-thieu/", 200),
    "a page with text": (SCHOOL, "/gioi-thieu/lich-su/", 200),
    "a page still empty": (SCHOOL, "/su-kien/", 200),
    "search without a question": (SCHOOL, "/tim-kiem/", 200),
    "search with results": (PORTAL, "/tim-kiem/?q=truong", 200),
    "search without results": (SCHOOL, "/tim-kiem/?q=zzzzzz", 200),
    "a page that is not there": (SCHOOL, "/khong-co-trang-nay/", 404),
    "an unknown host": (f"khong-co.{PORTAL}", "/", 404),
    "a suspended school": (OTHER, "/", 503),
    "an archived school": (OTHER, "/", 200),
}
COVERS = {"an article with a picture": "img", "an article without a picture": "svg"}
STEPS = {"a suspended school": "suspend_school", "an archived school": "archive_school"}


@contextmanager
def taken(install: Install, kind: str) -> Iterator[None]:
    """The third school suspended or archived meanwhile, for the pages that ask for it."""
    if kind not in STEPS:
        yield
        return
    slug = OTHER.split(".")[0]
    install.manage(STEPS[kind], "--slug", slug, "--reason", "Trường đang chuyển về cơ sở mới.")
    yield
    install.manage("resume_school", "--slug", slug)


def open_page(visit: Visit, kind: str) -> None:
    host, path, status = PAGES[kind]
    visit.expected.add(status)
    # Each process of the web server hears for itself that a school was closed.
    eventually(lambda: visit.go(host, path).status == status, 5)
    if kind == "an archived school":
        eventually(lambda: visit.go(host).ok and visit.page.get_by_text("lưu trữ").count(), 5)
    if kind in COVERS:
        visit.page.locator(f"main article:has({COVERS[kind]}.cover) h3 a").first.click()
        visit.page.wait_for_url("**/tin-tuc/*/")


def scrolls_sideways(visit: Visit) -> bool:
    return bool(visit.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_axe_is_really_asked(visitor: Visit):
    visitor.go(SCHOOL)
    visitor.page.evaluate("document.querySelector('main').append(new Image())")
    assert any(line.startswith("image-alt") for line in violations(visitor.page))


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(install: Install, visitor: Visit, kind: str):
    page = visitor.page
    problems = []
    with taken(install, kind):
        open_page(visitor, kind)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            problems += [f"{width} px, {scheme}: {line}" for line in violations(page)]
        if scrolls_sideways(visitor):
            problems.append(f"{width} px: scrolls sideways")
    # Twice as large text (WCAG 1.4.4), in a whole window and in half of one.
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (1280, 640):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if scrolls_sideways(visitor):
            problems.append(f"{width} px with text at 200 %: scrolls sideways")
    assert not problems, "\n".join(problems)
