"""The accountant pastes from Excel, is told of a wrong sum and mends it; the principal publishes; a correction."""

from playwright.sync_api import Page, expect

from tests.e2e.axe import violations
from tests.e2e.browser import SignedIn, Visit
from tests.e2e.install import PORTAL

SCHOOL = f"th-phu-hoa.{PORTAL}"
PASTE = """(field, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def open_form(page: Page, name: str) -> None:
    page.locator(".form-list a", has_text=name).first.click()


def paste(page: Page, name: str, text: str) -> None:
    page.locator(f"[id='{name}']").evaluate(PASTE, text)


def test_from_excel_to_the_public_page_and_a_correction(signed_in: SignedIn, visitor: Visit):
    accountant, principal = signed_in(SCHOOL, "ke-toan"), signed_in(SCHOOL, "hieu-truong")
    page = accountant.page
    accountant.go(SCHOOL, "/quan-tri/")
    page.get_by_role("link", name="Công khai", exact=True).first.click()
    page.locator("#nam").select_option(index=0)
    year = page.locator("#nam").input_value()
    page.get_by_role("button", name="Mở năm học này").click()
    open_form(page, "Tuyển sinh, học sinh theo khối")
    assert violations(page) == []
    # Classes, pupils, average: one line of a sheet.
    paste(page, "o:9.2.a.1:so_lop", "2\t71\t35,5\t71\t35\t35")
    state = page.locator("[data-state]")
    expect(page.locator("[data-found] li").first).to_be_visible()
    expect(state).to_contain_text("Đã lưu lúc")
    page.locator("[id='o:9.2.a.1:nu']").fill("36")
    expect(page.locator("[data-found] li")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.locator(".messages .success")).to_be_visible()

    desk = principal.page
    principal.go(SCHOOL, "/quan-tri/")
    desk.get_by_role("link", name="Chờ duyệt và công bố: Tuyển sinh, học sinh theo khối").click()
    assert violations(desk) == []
    desk.get_by_role("button", name="Công bố trên trang").click()
    expect(desk.locator(".messages .success")).to_be_visible()

    public = f"/cong-khai/{year}-{int(year) + 1}/9-2-a/"
    visitor.go(SCHOOL, public)
    expect(visitor.page.locator("main")).to_contain_text("71")
    accountant.go(SCHOOL, f"/quan-tri/cong-khai/?nam={year}")
    open_form(page, "Tuyển sinh, học sinh theo khối")
    page.locator("[id='o:9.2.a.1:nu']").fill("37")
    page.locator("[id='o:9.2.a.1:hoc_sinh']").fill("72")
    page.locator("[id='o:9.2.a.1:binh_quan_lop']").fill("36")
    expect(state).to_contain_text("Đã lưu lúc")
    page.locator("#ly-do").fill("Bổ sung một em chuyển đến")
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.locator(".messages .success")).to_be_visible()
    principal.go(SCHOOL, "/quan-tri/")
    desk.get_by_role("link", name="Chờ duyệt và công bố: Tuyển sinh, học sinh theo khối").click()
    expect(desk.locator(".changes")).to_contain_text("72")
    desk.get_by_role("button", name="Công bố trên trang").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    visitor.go(SCHOOL, public)
    expect(visitor.page.locator("main")).to_contain_text("Bổ sung một em chuyển đến")
