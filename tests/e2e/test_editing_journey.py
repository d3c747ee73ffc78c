"""A teacher writes too much about a child; two people and the form put it right before anybody reads it."""

from playwright.sync_api import expect

from tests.e2e.browser import DESKTOP, PHONE, SignedIn, Windows
from tests.e2e.editing import DRAFTAIL, Desk, new_title
from tests.e2e.install import PORTAL, eventually

SCHOOL = f"th-phu-hoa.{PORTAL}"
EDITOR, PRINCIPAL = "bien-tap", "hieu-truong"
CHILD = "Em Nguyễn Văn An, lớp 3A, đạt giải nhất cuộc thi vẽ."
MENDED = "Một em lớp Ba đạt giải nhất cuộc thi vẽ."


def test_a_childs_name_is_stopped_on_the_phone_sent_back_mended_and_read(signed_in: SignedIn, windows: Windows):
    title = new_title("Cuộc thi vẽ của trường")
    teacher = Desk(signed_in(SCHOOL, EDITOR, **PHONE), SCHOOL)
    teacher.visit.go(SCHOOL, "/quan-tri/")
    teacher.press(teacher.page.get_by_role("link", name="Viết tin"))
    teacher.page.locator("#id_title").fill(title)
    teacher.add_paragraph(CHILD)
    choose(teacher, "action-submit")

    # The form names the place and keeps every word.
    panel = teacher.page.locator(".publication-panel")
    expect(panel).to_contain_text("họ tên đầy đủ của trẻ")
    expect(panel).to_contain_text("Nguyễn Văn An")
    expect(teacher.page.locator("#id_title")).to_have_value(title)
    assert teacher.page.evaluate("document.documentElement.scrollWidth") <= 360
    place = panel.locator(".publication-remarks a").first.get_attribute("href") or ""
    expect(teacher.page.locator(place)).to_have_count(1)
    teacher.press(panel.locator("#id_publish_anyway"))
    teacher.do("action-submit")

    principal = Desk(signed_in(SCHOOL, PRINCIPAL, **DESKTOP), SCHOOL)
    principal.open_waiting_article(title)
    expect(principal.page.locator(".publication-panel")).to_contain_text("họ tên đầy đủ của trẻ")
    path = principal.path()
    send_back(principal, "Xin bỏ họ tên của em.")

    teacher.visit.go(SCHOOL, "/quan-tri/")
    work = teacher.page.get_by_role("region", name="Bài của bạn")
    expect(work).to_contain_text("Xin bỏ họ tên của em.")
    teacher.press(work.get_by_role("link", name=title).first)
    words = teacher.page.locator(DRAFTAIL).first
    teacher.press(words)
    teacher.page.keyboard.press("Control+A")
    teacher.page.keyboard.type(MENDED)
    expect(teacher.page.locator("#body-root input[name='body-0-value']")).to_have_value(containing(MENDED))
    teacher.do("action-submit")

    principal.open_waiting_article(title)
    expect(principal.page.locator(".publication-panel")).to_have_count(0)
    principal.do("approve")

    reader = windows.open(**PHONE)
    assert reader.go(SCHOOL, path).status == 200
    expect(reader.page.get_by_role("article")).to_contain_text(MENDED)
    assert "Nguyễn Văn An" not in reader.page.content()
    eventually(lambda: reader.go(PORTAL) and reader.page.get_by_role("link", name=title).count() > 0)


def containing(text: str):
    import re

    return re.compile(re.escape(text))


def choose(desk: Desk, action: str) -> None:
    """Choose from the menu at the foot of the form, whatever comes of it."""
    button = desk.page.locator(f"footer [name='{action}']").first
    if not button.is_visible():
        desk.press(desk.page.locator("footer .w-dropdown__toggle"))
    desk.press(button)
    desk.page.wait_for_load_state("load")


def send_back(desk: Desk, words: str) -> None:
    """Ask for changes, with a comment."""
    button = desk.page.locator("footer [data-workflow-action-name='reject']").first
    if not button.is_visible():
        desk.press(desk.page.locator("footer .w-dropdown__toggle"))
    desk.press(button)
    dialog = desk.page.locator(".modal-dialog")
    dialog.locator("textarea").fill(words)
    desk.press(dialog.locator("[type=submit]"))
    desk.saved()
