"""What a school publishes besides news: an event, an official document, an album; from the form to the family."""

import datetime
import io
import random
import re
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import expect

from tests.e2e.browser import PHONE, SignedIn, Visit
from tests.e2e.editing import Desk, new_title, photograph
from tests.e2e.install import PORTAL

SCHOOL = f"th-phu-hoa.{PORTAL}"
EDITOR, PRINCIPAL = "bien-tap", "hieu-truong"

DOWNLOAD = """async address => {
    const answer = await fetch(address);
    return [answer.headers.get('content-type'), (await answer.arrayBuffer()).byteLength];
}"""


def approve(signed_in: SignedIn, title: str) -> None:
    principal = Desk(signed_in(SCHOOL, PRINCIPAL), SCHOOL)
    principal.open_waiting_article(title)
    principal.do("approve")


def test_a_teachers_event_is_in_the_calendar_and_in_the_parents_own(signed_in: SignedIn, phone: Visit):
    title = new_title("Họp phụ huynh giữa kỳ")
    day = datetime.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date() + datetime.timedelta(days=1)
    teacher = Desk(signed_in(SCHOOL, EDITOR), SCHOOL)
    teacher.begin("Sự kiện", "events.eventpage", title)
    form = teacher.page
    form.locator("#id_date").fill(f"{day:%d/%m/%Y}")
    form.locator("#id_start_time").fill("07:30")
    form.locator("#id_place").fill("Hội trường tầng hai")
    teacher.do("action-submit")
    approve(signed_in, title)

    page = phone.page
    phone.go(SCHOOL, "/su-kien/")
    page.get_by_role("link", name="Xem theo tháng").tap()
    if day.day == 1:
        page.goto(page.url.replace(page.url.rstrip("/").rsplit("/", 1)[1], f"{day:%Y-%m}"))
    page.get_by_role("link", name=title).first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("article")).to_contain_text("Hội trường tầng hai")
    with page.expect_download() as download:
        page.locator("a[href$='lich.ics']").first.tap()
    calendar = download.value.path().read_text().replace("\r\n ", "")
    assert f"SUMMARY:{title}" in calendar
    assert f"{day:%Y%m%d}T073000" in calendar


def test_a_document_is_found_by_its_number_and_downloaded(signed_in: SignedIn, phone: Visit):
    title = new_title("Kế hoạch phòng dịch sốt xuất huyết")
    number = f"{random.randint(1000, 9999)}/KH-THPH"
    file = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(file, "PDF")
    writer = Desk(signed_in(SCHOOL, EDITOR), SCHOOL)
    writer.begin("Văn bản", "documents.officialdocumentpage", title)
    form = writer.page
    form.locator("#id_number").fill(number)
    form.locator("#id_issuing_body").fill("Trường Tiểu học Phú Hòa")
    form.locator("#id_date").fill("16/11/2026")
    writer.upload_file("id_files-0-attachment", f"Kế hoạch {number[:4]}", file.getvalue())
    writer.do("action-submit")
    approve(signed_in, title)

    page = phone.page
    phone.go(SCHOOL, "/van-ban/")
    for words in (number.lower(), "phong dich sot xuat huyet"):
        page.get_by_role("searchbox").fill(words)
        page.get_by_role("searchbox").press("Enter")
        expect(page.get_by_role("link", name=title)).to_be_visible()
    page.get_by_role("link", name=title).tap()
    expect(page.get_by_text(number).first).to_be_visible()
    sent = page.evaluate(DOWNLOAD, page.locator(".doc__files a").first.get_attribute("href"))
    assert sent == ["application/pdf", len(file.getvalue())]


def test_an_album_from_the_phone_is_leafed_through_by_keyboard(signed_in: SignedIn, visitor: Visit):
    title = new_title("Hội khỏe Phù Đổng")
    teacher = Desk(signed_in(SCHOOL, EDITOR, **PHONE), SCHOOL)
    teacher.begin("Thư viện ảnh", "albums.albumpage", title)
    teacher.save_draft()
    form = teacher.page
    teacher.press(form.get_by_role("link", name="Tải nhiều ảnh lên"))
    form.locator("#files").set_input_files(
        [{"name": f"anh-{n}.jpg", "mimeType": "image/jpeg", "buffer": photograph()} for n in range(3)]
    )
    teacher.press(form.get_by_role("button", name="Thêm vào album"))
    teacher.saved()
    form.locator("#id_common_alt").fill("Học sinh chạy tiếp sức trên sân trường")
    form.locator("#id_parents_consent").check()
    path = teacher.path("thu-vien-anh")
    teacher.do("action-submit")
    assert visitor.go(SCHOOL, path).status == 404
    approve(signed_in, title)

    page = visitor.page
    visitor.go(SCHOOL, "/thu-vien-anh/")
    page.get_by_role("link", name=title).first.click()
    page.locator(".album__link").first.focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name=title)
    picture = viewer.get_by_role("img")
    for number in (1, 2, 3):
        expect(viewer.get_by_text(f"{number}/3", exact=True)).to_be_visible()
        expect(picture).to_have_attribute("alt", re.compile(rf"chạy tiếp sức .*\({number}/3\)"))
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(page.locator(".album__link").nth(2)).to_be_focused()
