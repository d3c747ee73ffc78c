"""The office's supervisor finds a school that is late and writes to it; the words reach its people."""

import re

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.browser import SignedIn
from tests.e2e.editing import new_title
from tests.e2e.install import PORTAL, eventually

SCHOOL = f"thcs-chu-van-an.{PORTAL}"
NAME = "Trường Trung học cơ sở Chu Văn An"
ON_TIME = "Trường Tiểu học Phú Hòa"

# A fresh worker has the whole demo to go through first.
WARM_UP = 120


def test_the_supervisor_writes_to_a_late_school_and_the_message_arrives(signed_in: SignedIn):
    words = new_title("Đề nghị công khai danh mục sách giáo khoa trước thứ Sáu.")
    office = signed_in(PORTAL, "hieu-truong")
    page = office.page
    office.go(PORTAL, "/quan-tri/bang-cong-khai/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=NAME))
    expect(page.get_by_role("link", name=ON_TIME)).to_be_visible()
    page.get_by_label("Trạng thái", exact=True).select_option(label="Trễ hạn")
    page.get_by_role("button", name="Hiện", exact=True).click()
    # A fresh install's schools tell the office by tasks of their own.
    eventually(lambda: page.reload() is not None and row.count(), WARM_UP)
    expect(page.get_by_role("link", name=ON_TIME)).to_have_count(0)
    assert violations(page) == []
    row.get_by_role("checkbox", name=NAME).check()
    page.get_by_role("button", name="Nhắc các trường đã đánh dấu").click()
    expect(page.locator("main")).to_contain_text(NAME)
    assert violations(page) == []
    page.locator("[name=text]").fill(words)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("1 trường")

    school = signed_in(SCHOOL, "hieu-truong")
    school.go(SCHOOL, "/quan-tri/")
    expect(school.page.get_by_role("region", name="Hạn công khai")).to_contain_text(words)
    school.page.get_by_role("link", name=re.compile("nội dung công khai đã trễ hạn")).click()
    expect(school.page.locator("main")).to_contain_text(words)
    letter = f"hieu-truong@{SCHOOL}"
    eventually(lambda: any(words in mail.get_content() for mail in office.install.mails(letter)), WARM_UP)
    office.go(PORTAL, "/quan-tri/bang-cong-khai/da-nhac/")
    expect(page.get_by_role("row").filter(has_text=words)).to_contain_text("1 trường, đã gửi thư ở 1 trường")
