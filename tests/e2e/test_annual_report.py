"""The annual report of TT 09/2024: the clerk writes it, the principal publishes, a parent reads and keeps it."""

import datetime

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.browser import SignedIn, Visit
from tests.e2e.editing import Desk, new_title, photograph
from tests.e2e.install import PORTAL, eventually

SCHOOL = f"mn-hoa-sen.{PORTAL}"
YEAR = datetime.date.today().year
WORDS = "Nhà trường tổ chức ngày hội đọc sách cùng cha mẹ, sửa sân chơi và trồng thêm cây bóng mát."
CAPTION = "Góc thiên nhiên của trường"
# What the browser would save.
BEGINS = """async address => {
    const answer = await fetch(address);
    return [answer.headers.get('content-type'), (await answer.text()).slice(0, 5)];
}"""
WIDER = "document.documentElement.scrollWidth - innerWidth"
# A fresh worker has the whole demo to go through first.
WARM_UP = 120


@pytest.mark.late
def test_from_the_clerk_s_words_to_a_parent_s_phone(signed_in: SignedIn, phone: Visit):
    clerk, principal = signed_in(SCHOOL, "van-thu"), signed_in(SCHOOL, "hieu-truong")
    page, desk = clerk.page, Desk(clerk, SCHOOL)
    clerk.go(SCHOOL, "/quan-tri/cong-khai/")
    page.get_by_role("link", name="Báo cáo thường niên").click()
    page.get_by_role("link", name=str(YEAR), exact=True).click()
    page.get_by_label("Người ký").fill("Nguyễn Thị Thanh Hà")
    # What a section cannot take from a form the school says itself.
    for text in page.locator("textarea[name^=text_]").all():
        text.fill(WORDS)
    page.locator("#phan-VII summary").click()
    desk.upload_picture("id_picture_VII_0", new_title("Góc thiên nhiên"), photograph())
    page.locator("#id_caption_VII_0").fill(CAPTION)
    assert violations(page) == []
    page.get_by_role("button", name="Lưu và xem trước").click()
    expect(page.locator("main")).to_contain_text("Xem trước: chưa công khai")
    expect(page.get_by_role("img", name=CAPTION)).to_be_visible()
    page.get_by_role("link", name="Quay lại soạn báo cáo").click()
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.locator(".messages .success")).to_be_visible()

    principal.go(SCHOOL, "/quan-tri/")
    principal.page.get_by_role("link", name=f"Chờ duyệt và công khai: báo cáo thường niên năm {YEAR}").click()
    expect(principal.page.locator("#id_text_VII")).to_have_value(WORDS)
    assert violations(principal.page) == []
    principal.page.get_by_role("button", name="Công bố trên trang").click()
    expect(principal.page.locator(".messages .success")).to_be_visible()

    reading = phone.page
    phone.go(SCHOOL, "/cong-khai/")
    reading.get_by_role("link", name=f"Báo cáo năm {YEAR}").tap()
    expect(reading.locator("main")).to_contain_text(WORDS)
    expect(reading.get_by_role("img", name=CAPTION)).to_have_count(1)
    assert reading.evaluate(WIDER) <= 0
    assert violations(reading) == []
    file = reading.get_by_role("link", name="Đọc bản PDF")
    eventually(lambda: file.count() or reading.reload() is None, WARM_UP, every=1)
    assert reading.evaluate(BEGINS, file.get_attribute("href")) == ["application/pdf", "%PDF-"]
