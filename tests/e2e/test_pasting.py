"""What a teacher copies from Word and Excel arrives, and the last words typed before the button are kept."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.browser import DESKTOP, SignedIn
from tests.e2e.editing import DRAFTAIL, Desk, new_title
from tests.e2e.install import PORTAL

SCHOOL = f"th-phu-hoa.{PORTAL}"
EDITOR = "bien-tap"
EXCEL = "<table><tr><td class=xl65>Khối</td><td>Số lớp</td></tr><tr><td>Khối 1</td><td align=right>7</td></tr></table>"
TABBED = "Khối\tSố lớp\r\nKhối 1\t7\r\n"
WORD = (
    '<p class=MsoNormal align=center><b><span style="font-size:14pt;color:red">KẾ HOẠCH<o:p></o:p></span></b></p>'
    '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1">- Mục một</p>'
    '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1">- Mục hai</p>'
)
PASTE = """(target, [html, text]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    clipboardData.setData('text/plain', text);
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}"""


def add(page: Page, block: str) -> None:
    """Add a block at the end of the text."""
    page.locator("#body-root .c-sf-add-button").last.click()
    page.locator(".w-combobox__option").filter(has_text=block).first.click()


def test_word_and_excel_arrive_and_the_last_words_are_kept(signed_in: SignedIn):
    teacher = Desk(signed_in(SCHOOL, EDITOR, **DESKTOP), SCHOOL)
    page = teacher.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    teacher.begin_article(new_title("Dán từ Word và Excel"))
    add(page, "Đoạn văn")
    words = page.locator(DRAFTAIL)
    words.evaluate(PASTE, [WORD + EXCEL, "x"])
    expect(words).to_contain_text("Khối 1 | 7")
    expect(page.locator(".pasted-table")).to_contain_text("khối “Bảng”")

    add(page, "Bảng")
    page.evaluate("text => navigator.clipboard.writeText(text)", TABBED)
    cell = page.locator(".htCore td").first
    cell.click()
    page.keyboard.press("Control+V")
    expect(page.locator("input[name='body-1-value']")).to_have_value(re.compile(r"Khối 1.*7"))
    cell.click(button="right")
    expect(page.locator(".htContextMenu:visible")).to_contain_text("Chèn hàng phía trên")
    page.keyboard.press("Escape")

    words.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Hết.")
    teacher.save_draft()
    expect(words).to_contain_text("Hết.")
    # The dashes became a list, the colour and Word's own marks are gone.
    expect(words.locator("li")).to_have_text(["Mục một", "Mục hai"])
    assert "MsoNormal" not in page.locator("input[name='body-0-value']").input_value()
