"""Searching as parents do: narrowed by touch, by keyboard alone, on a phone."""

import re
import time
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import AXE_SCRIPT
from tests.e2e.browser import Visit
from tests.e2e.install import PORTAL, Install

SCHOOL = "Trường Tiểu học Phú Hòa"
FIELD = "Bạn cần tìm gì?"
VIOLATIONS = "async () => (await axe.run()).violations.map(v => v.id + ' ' + v.nodes.map(n => n.target).join(' '))"
WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


# What is published is in the index when the worker has looked at it; by the end it has.
pytestmark = pytest.mark.late
LONGEST = 240


@pytest.fixture(scope="module", autouse=True)
def indexed(install: Install) -> None:
    """Alone, these tests wait for the worker."""
    host, until = f"{PORTAL}:{install.port}", time.monotonic() + LONGEST
    address = f"http://127.0.0.1:{install.port}/tim-kiem/?truong=th-phu-hoa&nam=2024&q=tai+chinh"
    while b"found__title" not in urlopen(Request(address, headers={"Host": host})).read():
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


def test_a_parent_narrows_to_a_school_and_a_year_and_opens_what_was_found(visitor: Visit):
    visitor.go(PORTAL, "/")
    page = visitor.page
    field = page.get_by_label("Tìm trường, thông báo, thủ tục")
    field.fill("cong khai tai chinh")
    field.press("Enter")
    everywhere = found(visitor)
    narrow = page.get_by_role("complementary", name="Lọc kết quả")
    narrow.get_by_role("link", name=re.compile(SCHOOL)).click()
    of_school = found(visitor)
    assert 0 < of_school < everywhere
    narrow.get_by_role("link", name=re.compile(r"^2024")).first.click()
    assert 0 < found(visitor) < of_school
    looked_at(visitor)
    page.get_by_role("list", name="Bộ lọc đang dùng").get_by_role("link", name=re.compile("2024")).click()
    assert found(visitor) == of_school
    page.get_by_role("article").first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("th-phu-hoa"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


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
