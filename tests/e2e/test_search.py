"""Searching as parents do: narrowed by touch, by keyboard alone, on a phone, as far as the page inside a PDF."""

import re
import time
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import AXE_SCRIPT
from tests.e2e.browser import Visit
from tests.e2e.install import PORTAL, Install

SCHOOL = "Trường Tiểu học Phú Hòa"
ON_THE_HOME_PAGE = "Tìm trường, thông báo, thủ tục"
FIELD = "Bạn cần tìm gì?"
PAPER = "Về việc công bố quyết toán thu – chi ngân sách năm 2025"
INSIDE = "Trong tệp đính kèm “Văn bản số 19/QĐ-THPH”, trang 2"
VIOLATIONS = "async () => (await axe.run()).violations.map(v => v.id + ' ' + v.nodes.map(n => n.target).join(' '))"
WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
FOCUSED = "one => one === document.activeElement"
# More stops than this before a link, and nobody gets there.
MOST_STOPS = 150


# What is published is in the index when the worker has looked at it, files later still; by the end it has.
pytestmark = pytest.mark.late
LONGEST = 240


@pytest.fixture(scope="module", autouse=True)
def indexed(install: Install) -> None:
    """Alone, these tests wait for the worker."""
    host, until = f"{PORTAL}:{install.port}", time.monotonic() + LONGEST
    address = f"http://127.0.0.1:{install.port}/tim-kiem/?truong=th-phu-hoa&nam=2026&q=cong+khai+tai+chinh"
    while b"#page=2" not in urlopen(Request(address, headers={"Host": host})).read():
        assert time.monotonic() < until, "the worker has not looked at the schools"
        time.sleep(1)


def found(visit: Visit) -> int:
    text = visit.page.get_by_role("status").filter(has_text="kết quả").inner_text()
    return int(re.search(r"\d+", text.replace(".", ""))[0])  # type: ignore[index]


def looked_at(visit: Visit) -> None:
    """Nothing that axe finds, nothing wider than the screen."""
    visit.page.evaluate(AXE_SCRIPT)
    assert visit.page.evaluate(VIOLATIONS) == []
    assert not visit.page.evaluate(WIDER)


def narrow_by(page: Page) -> tuple[Locator, Locator]:
    """The links that narrow to the school and to the year."""
    narrow = page.get_by_role("complementary", name="Lọc kết quả")
    year = narrow.get_by_role("region", name="Năm").get_by_role("link", name=re.compile("^2026"))
    return narrow.get_by_role("link", name=re.compile(SCHOOL)), year


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there."""
    expect(target).to_be_visible()
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate(FOCUSED):
            return
    pytest.fail(f"the keyboard does not reach {target}")


def opens_the_pdf(visit: Visit, link: Locator, follow: str) -> None:
    """The link leads into the file itself, at its page; a browser shows it."""
    address = link.get_attribute("href") or ""
    assert address.endswith("#page=2")
    with visit.context.expect_event("response", lambda response: "/tep/" in response.url) as told:
        link.press("Enter") if follow == "Enter" else link.tap() if follow == "tap" else link.click()
    assert told.value.url == address.partition("#")[0]
    assert told.value.headers["content-type"] == "application/pdf"
    assert told.value.headers.get("content-disposition", "inline").startswith("inline")


def inside(page: Page) -> Locator:
    """The link into the file, told below its document."""
    article = page.get_by_role("article").filter(has=page.get_by_role("heading", name=PAPER))
    return article.get_by_role("link", name=INSIDE)


def test_a_parent_narrows_to_a_school_and_a_year_and_opens_what_stands_in_a_pdf(visitor: Visit):
    visitor.go(PORTAL, "/")
    page = visitor.page
    field = page.get_by_label(ON_THE_HOME_PAGE)
    field.fill("cong khai tai chinh")
    field.press("Enter")
    everywhere = found(visitor)
    school, year = narrow_by(page)
    school.click()
    of_school = found(visitor)
    assert 0 < of_school < everywhere
    year.click()
    assert 0 < found(visitor) < of_school
    looked_at(visitor)
    page.get_by_role("list", name="Bộ lọc đang dùng").get_by_role("link", name=re.compile("2026")).click()
    assert found(visitor) == of_school
    year.click()
    opens_the_pdf(visitor, inside(page), "click")


def test_by_keyboard_alone_a_parent_gets_into_the_pdf(visitor: Visit):
    visitor.go(PORTAL, "/")
    page = visitor.page
    tab_to(page, page.get_by_role("combobox", name=re.compile(ON_THE_HOME_PAGE)))
    page.keyboard.type("cong khai tai chinh")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="kết quả")).to_be_visible()
    for number in (0, 1):
        before = found(visitor)
        link = narrow_by(page)[number]
        tab_to(page, link)
        page.keyboard.press("Enter")
        expect(page.get_by_role("list", name="Bộ lọc đang dùng").get_by_role("listitem")).to_have_count(1 + 2 * number)
        assert 0 < found(visitor) < before
    link = inside(page)
    tab_to(page, link)
    opens_the_pdf(visitor, link, "Enter")


def test_by_keyboard_a_suggestion_is_chosen_and_told(visitor: Visit):
    visitor.go(PORTAL, "/tim-kiem/")
    page = visitor.page
    field = page.get_by_role("combobox", name=FIELD)
    field.focus()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("tuyen sinh", delay=20)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "?")
    title = chosen.inner_text().strip()
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=FIELD)).to_have_value(title)
    assert found(visitor) > 0


def test_on_a_phone_filters_fold_and_the_school_leads_to_all(phone: Visit):
    phone.go(f"th-phu-hoa.{PORTAL}", "/tim-kiem/?q=khoan+thu")
    page = phone.page
    own = found(phone)
    page.get_by_role("button", name="Lọc kết quả").click()
    narrow = page.get_by_role("complementary", name="Lọc kết quả")
    expect(narrow).to_be_visible()
    looked_at(phone)
    narrow.get_by_role("button", name="Đóng").click()
    expect(narrow).to_be_hidden()
    page.get_by_role("link", name="Tìm ở tất cả các trường").click()
    assert found(phone) > own
    looked_at(phone)


def test_on_a_phone_a_parent_gets_into_the_pdf(phone: Visit):
    phone.go(PORTAL, "/")
    page = phone.page
    field = page.get_by_label(ON_THE_HOME_PAGE)
    field.tap()
    field.fill("cong khai tai chinh")
    field.press("Enter")
    for number in (0, 1):
        before = found(phone)
        page.get_by_role("button", name="Lọc kết quả").tap()
        narrow_by(page)[number].tap()
        expect(page.get_by_role("button", name="Lọc kết quả")).to_contain_text(f"({number + 1})")
        assert 0 < found(phone) < before
    looked_at(phone)
    opens_the_pdf(phone, inside(page), "tap")
