"""A parent asks on a phone; the clerk answers, the principal publishes; the parent reads it."""

import re

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.browser import SignedIn, Visit
from tests.e2e.editing import new_title
from tests.e2e.install import PORTAL

SCHOOL = f"th-phu-hoa.{PORTAL}"
ANSWER = "Có, tuyến xe số 2 dừng trước cổng lúc 6 giờ 45."


def test_a_parents_question_from_the_phone_to_the_published_answer(phone: Visit, signed_in: SignedIn):
    subject = new_title("Xe đưa đón học sinh")
    page = phone.page
    phone.go(SCHOOL, "/lien-he/")
    page.get_by_role("link", name="Gửi câu hỏi", exact=True).first.tap()
    page.get_by_label("Câu hỏi về việc gì?").select_option(label="An toàn, cơ sở vật chất, đưa đón")
    page.get_by_label("Tóm tắt câu hỏi").fill(subject)
    page.get_by_label("Nội dung câu hỏi").fill("Trường có xe đưa đón học sinh không?")
    page.get_by_label("Họ và tên của bạn").fill("Nguyễn Thị Phụ Huynh")
    # Forgotten: the consent. What was typed is still there.
    page.locator("main form button[type=submit]").tap()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Tóm tắt câu hỏi")).to_have_value(subject)
    assert violations(page) == []
    page.get_by_label("Tôi đã đọc thông báo").check()
    page.locator("main form button[type=submit]").tap()
    code = page.locator(".code__value").inner_text()
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}", code)
    assert violations(page) == []

    clerk = signed_in(SCHOOL, "van-thu")
    clerk.go(SCHOOL, "/quan-tri/hoi-dap/")
    clerk.page.get_by_role("link", name=subject).click()
    clerk.page.locator("textarea[name$=answer]").fill(ANSWER)
    clerk.page.get_by_role("button", name="Lưu và gửi câu trả lời").click()
    expect(clerk.page.locator(".messages .success")).to_be_visible()

    phone.go(SCHOOL, "/hoi-dap/tra-cuu/")
    page.get_by_label("Mã số câu hỏi").fill(code.lower())
    page.locator("main form button[type=submit]").tap()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    assert code not in page.url
    assert violations(page) == []

    principal = signed_in(SCHOOL, "hieu-truong")
    principal.go(SCHOOL, "/quan-tri/hoi-dap/?danh-sach=da-tra-loi")
    principal.page.get_by_role("link", name=subject).click()
    principal.page.get_by_role("button", name="Đăng câu hỏi và câu trả lời").click()
    expect(principal.page.locator(".messages .success")).to_be_visible()

    phone.go(SCHOOL, "/hoi-dap/")
    page.locator("summary", has_text=subject).tap()
    expect(page.locator("details", has_text=subject).get_by_text(ANSWER)).to_be_visible()
    assert "Phụ Huynh" not in page.content()
    assert violations(page) == []
