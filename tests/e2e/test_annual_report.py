"""The principal composes a year's annual report; a visitor reads it on a phone and takes the PDF home."""

import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.browser import SignedIn, Visit
from tests.e2e.install import PORTAL, eventually

SCHOOL = f"th-phu-hoa.{PORTAL}"
NAME = "Trường Tiểu học Phú Hòa"
OWN = "Nhà trường hoàn thành mười hai trên mười hai chỉ tiêu của năm."
TALLEST = 12_000
FETCHED = "async address => Array.from(new Uint8Array(await (await fetch(address)).arrayBuffer()))"


def test_from_the_year_s_figures_to_a_pdf_in_a_visitor_s_hand(signed_in: SignedIn, phone: Visit):
    principal = signed_in(SCHOOL, "hieu-truong")
    desk = principal.page
    principal.go(SCHOOL, "/quan-tri/cong-khai/")
    desk.get_by_role("link", name="Báo cáo thường niên", exact=True).first.click()
    desk.get_by_role("link", name="2024", exact=True).click()
    last = desk.get_by_role("list").get_by_role("listitem").filter(has_text="VII. Kết quả thực hiện các nhiệm vụ")
    expect(last).to_contain_text("chưa có gì")
    assert violations(desk) == []
    desk.get_by_label("Người ký").fill("Trần Văn Thuận")
    desk.locator("#id_text_VII").fill(OWN)
    desk.get_by_role("button", name="Lưu và xem trước").click()
    expect(desk.locator("main")).to_contain_text("Xem trước: chưa công khai")
    expect(desk.locator("main")).to_contain_text(OWN)
    desk.get_by_role("link", name="Quay lại soạn báo cáo").click()
    expect(last).to_contain_text("đã có nội dung")
    desk.get_by_role("button", name="Công bố trên trang").click()
    expect(desk.locator(".messages .success")).to_be_visible()

    page = phone.page
    phone.go(SCHOOL, "/cong-khai/")
    page.get_by_role("link", name="Báo cáo 2024", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Báo cáo thường niên năm 2024")
    expect(page.get_by_role("region", name="Số liệu chính")).to_contain_text("Học sinh")
    assert page.evaluate("document.documentElement.scrollHeight") < TALLEST
    page.get_by_role("link", name="V. Kết quả hoạt động giáo dục", exact=True).tap()
    folded = page.locator("details", has=page.get_by_role("heading", name="Tuyển sinh, học sinh theo khối"))
    folded.locator("summary").tap()
    expect(folded.locator("table")).to_be_visible()
    assert violations(page) == []
    expect(page.locator("main")).to_contain_text(OWN)

    pdf = page.get_by_role("link", name="Đọc bản PDF")
    # The worker makes it, after what it has to do for other schools.
    eventually(lambda: page.reload() is not None and pdf.count(), seconds=90)
    content = bytes(page.evaluate(FETCHED, pdf.get_attribute("href")))
    assert content.startswith(b"%PDF-")
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    drawn = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    text = " ".join(drawn.stdout.decode().split())
    assert NAME.upper() in text or NAME in text
    assert OWN in text
