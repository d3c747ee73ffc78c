"""From “missing” to “met”: the principal mends it, the office sees it."""

from playwright.sync_api import Page, expect

from tests.e2e.browser import SignedIn
from tests.e2e.install import PORTAL, eventually

SCHOOL = f"th-phu-hoa.{PORTAL}"
NAME = "Trường Tiểu học Phú Hòa"


def line(page: Page, code: str) -> str:
    """The state of a requirement on the report, read anew."""
    page.reload()
    found = page.locator(f"#{code} .state").first
    return found.inner_text().strip() if found.count() else ""


def test_the_principal_mends_what_is_missing_and_the_office_sees_it(signed_in: SignedIn):
    principal = signed_in(SCHOOL, "hieu-truong")
    page = principal.page
    principal.go(SCHOOL, "/quan-tri/")
    page.locator("#requirements, main").get_by_role("link", name="Xem mọi yêu cầu và nơi bổ sung").click()
    eventually(lambda: line(page, "sec-trust-label") == "thiếu")
    page.get_by_role("link", name="Bổ sung: Nhãn tín nhiệm").click()
    page.locator("#id_trust_label").fill("NCSC-2026-0042")
    page.locator("#id_assessed_on").fill("02/11/2026")
    page.locator("#id_assessed_on").press("Escape")
    page.locator("form footer button[type=submit], footer [type=submit]").first.click()
    expect(page.locator(".messages .success")).to_be_visible()

    principal.go(SCHOOL, "/quan-tri/yeu-cau/")
    eventually(lambda: line(page, "sec-trust-label") == "đạt")

    office = signed_in(PORTAL, "quan-tri")
    office.go(PORTAL, "/quan-tri/bang-yeu-cau/?nhom=security&muc=sec-trust-label")
    row = office.page.get_by_role("row").filter(has=office.page.get_by_role("link", name=NAME))
    eventually(lambda: office.page.reload() is not None and "đạt" in row.inner_text())
