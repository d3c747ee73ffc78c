"""A parent on a phone: from the school's front page to this year's pupils per class."""

import re

from playwright.sync_api import expect

from tests.e2e.browser import Visit
from tests.e2e.install import PORTAL

SCHOOL = f"th-phu-hoa.{PORTAL}"
NARROW = {"width": 320, "height": 700}
WIDER = "document.documentElement.scrollWidth - innerWidth"


def test_a_parent_finds_the_pupils_per_class_in_three_taps(phone: Visit):
    page = phone.page
    phone.go(SCHOOL)
    page.locator("main").get_by_role("link", name=re.compile("^Công khai")).first.tap()
    figure = page.get_by_role("link", name=re.compile(r"^\d+(,\d+)? Học sinh bình quân.lớp$"))
    expect(figure).to_be_visible()
    figure.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuyển sinh, học sinh theo khối")
    # Two taps; the form says how the number comes about, and what it was before.
    expect(page.locator("main")).to_contain_text("Khối lớp 1")
    page.set_viewport_size(NARROW)
    for path in ("/cong-khai/2023-2024/bm07/", "/cong-khai/2022-2023/bm08/"):
        phone.go(SCHOOL, path)
        assert page.evaluate(WIDER) <= 0, path


def test_what_was_corrected_says_why_and_keeps_what_it_said(phone: Visit):
    phone.go(SCHOOL, "/cong-khai/2022-2023/bm06/")
    page = phone.page
    expect(page.locator("main")).to_contain_text("Đã thay đổi ngày")
    page.get_by_role("link", name="Phiên bản 1", exact=True).tap()
    expect(page.locator("main")).to_contain_text("Đây là phiên bản cũ")
    page.get_by_role("link", name="Xem số liệu đang có hiệu lực").tap()
    expect(page).to_have_url(re.compile(r"/cong-khai/2022-2023/bm06/$"))
