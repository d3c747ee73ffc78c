"""What travels between the portal and a school: an article upwards, a directive downwards."""

import re

from playwright.sync_api import expect

from tests.e2e.browser import SignedIn, Visit
from tests.e2e.editing import Desk, new_title
from tests.e2e.install import PORTAL, eventually

SCHOOL = f"th-phu-hoa.{PORTAL}"
NAME = "Trường Tiểu học Phú Hòa"
PRINCIPAL = "hieu-truong"


def listed(visit: Visit, host: str, path: str, title: str) -> bool:
    """Whether a page of the admin, opened anew, names something."""
    visit.go(host, path)
    return visit.page.get_by_role("link", name=title).count() > 0


def test_an_article_that_a_school_proposes_shows_at_the_portal_and_names_the_schools_page(
    signed_in: SignedIn, visitor: Visit
):
    title = new_title("Vườn rau của lớp Bốn")
    school = Desk(signed_in(SCHOOL, PRINCIPAL), SCHOOL)
    path = school.write_article(title, "Các em trồng cải và chia cho bếp ăn.")
    school.do("action-publish")
    school.open_article(title)
    school.press(school.page.locator("header .w-dropdown__toggle").first)
    school.press(school.page.get_by_role("link", name="Đề nghị đăng trên Cổng"))
    school.press(school.page.get_by_role("button", name="Đề nghị đăng bài trên Cổng"))
    school.saved()

    office = signed_in(PORTAL, PRINCIPAL)
    eventually(lambda: listed(office, PORTAL, "/quan-tri/chia-se/", title))
    office.page.get_by_role("link", name=title).click()
    expect(office.page.locator(".shared-article")).to_contain_text("chia cho bếp ăn")
    office.page.get_by_role("button", name="Đăng lên trang của chúng tôi").click()
    expect(office.page.locator(".messages .success")).to_be_visible()

    eventually(lambda: listed(visitor, PORTAL, "/tin-tuc/", title))
    visitor.page.get_by_role("link", name=title).first.click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(title)
    original = visitor.install.url(SCHOOL, path)
    expect(visitor.page.locator("link[rel=canonical]")).to_have_attribute("href", original)
    visitor.page.locator(".credit").get_by_role("link", name=NAME).click()
    assert visitor.page.url == original
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_office_sees_which_school_has_opened_its_directive(signed_in: SignedIn):
    title = new_title("Tổng vệ sinh trường lớp")
    office = signed_in(PORTAL, "bien-tap")
    page = office.page
    office.go(PORTAL, "/quan-tri/chi-dao/da-gui/")
    page.get_by_role("link", name="Gửi chỉ đạo").first.click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill("Các trường tổng vệ sinh trước thứ Bảy.")
    page.locator("[name=everybody]").check()
    page.get_by_role("button", name="Gửi chỉ đạo").click()
    expect(page.locator(".messages .success")).to_be_visible()
    board = page.url
    row = page.get_by_role("row").filter(has_text=NAME)

    school = signed_in(SCHOOL, PRINCIPAL)
    eventually(lambda: listed(school, SCHOOL, "/quan-tri/", title))
    page.goto(board)
    expect(row).to_contain_text("chưa")
    school.page.get_by_role("link", name=title).first.click()
    expect(school.page.get_by_role("heading", level=1)).to_have_text(title)

    def seen() -> bool:
        page.goto(board)
        counted = page.get_by_text(re.compile(r"1/\d+ trường đã xem")).count()
        return bool(counted) and "chưa" not in row.inner_text()

    eventually(seen)
