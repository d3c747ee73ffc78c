"""What people do in the admin, as they do it: by links, buttons and the keyboard."""

import datetime
import io
import random
import re
import secrets

from PIL import Image
from playwright.sync_api import Locator, expect

from tests.e2e.browser import Visit

DRAFTAIL = "#body-root .public-DraftEditor-content"


def photograph() -> bytes:
    """A JPEG as a camera makes it: large, and different each time."""
    chance = random.Random()
    small = Image.frombytes("RGB", (8, 6), chance.randbytes(8 * 6 * 3))
    file = io.BytesIO()
    small.resize((1600, 1200), Image.Resampling.BICUBIC).save(file, "JPEG", quality=80)
    return file.getvalue()


def new_title(words: str) -> str:
    """A title no other test uses."""
    return f"{words} {secrets.token_hex(3)}"


class Desk:
    """The admin of one school, as the person of this window sees it."""

    def __init__(self, visit: Visit, host: str) -> None:
        self.visit = visit
        self.page = visit.page
        self.host = host
        self.touches = bool(self.page.evaluate("navigator.maxTouchPoints"))

    def press(self, target: Locator) -> None:
        """With the finger where there is no mouse."""
        if self.touches:
            target.tap()
        else:
            target.click()

    # -- Finding the way ---------------------------------------------------------------------------
    def open_news(self) -> None:
        self.open_section("Tin tức")

    def open_section(self, name: str) -> None:
        """From the dashboard to the list of what lies in a section of the site."""
        self.visit.go(self.host, "/quan-tri/")
        self.press(self.page.locator(".today-all"))
        row = self.page.get_by_role("row").filter(has=self.page.get_by_role("link", name=name, exact=True))
        self.press(row.locator("a.children, .children a").first)
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)

    def open_article(self, title: str) -> None:
        """From the list of news to the form of one."""
        self.open_news()
        self.press(self.page.get_by_role("link", name=title, exact=True).first)
        expect(self.page.locator("#id_title")).to_have_value(title)

    def open_waiting_article(self, title: str) -> None:
        """From the dashboard's list of what waits for this person."""
        self.visit.go(self.host, "/quan-tri/")
        waiting = self.page.get_by_role("region", name="Đang chờ bạn duyệt")
        self.press(waiting.get_by_role("link", name=title).first)
        expect(self.page.locator("#id_title")).to_have_value(title)

    # -- Writing -----------------------------------------------------------------------------------
    def begin(self, section: str, model: str, title: str) -> None:
        """A new page below a section, by the button there."""
        self.open_section(section)
        self.press(self.page.locator("a[href$='/add_subpage/']").first)
        app, name = model.split(".")
        choice = self.page.locator(f"main a[href*='/add/{app}/{name}/']:not([href*=preview])")
        # Where only one kind of page may lie, its form opens at once.
        expect(choice.or_(self.page.locator("#id_title")).first).to_be_visible()
        if choice.count():
            self.press(choice.first)
        self.page.wait_for_url(f"**/add/{app}/{name}/**")
        self.page.locator("#id_title").fill(title)
        # The address follows the title at each key.
        self.page.locator("#id_title").press("End")
        if title:
            expect(self.page.locator("#id_slug")).not_to_have_value("")

    def begin_article(self, title: str, summary: str = "") -> None:
        self.begin("Tin tức", "news.newspage", title)
        self.page.locator("#id_summary").fill(summary)

    def upload_cover(self, title: str, description: str) -> None:
        """Through the picture chooser, tab “upload”."""
        self._upload("id_cover", title, "san-truong.jpg", "image/jpeg", photograph())
        self.page.locator("#id_cover_alt").fill(description)

    def upload_picture(self, field: str, title: str, content: bytes) -> None:
        """The same beside a field that is no page's cover."""
        self._upload(field, title, "anh.jpg", "image/jpeg", content)

    def upload_file(self, field: str, name: str, content: bytes) -> None:
        """Through the file chooser, tab “upload”."""
        self._upload(field, name, "tep.pdf", "application/pdf", content)

    def _upload(self, field: str, title: str, name: str, mime: str, content: bytes) -> None:
        # An automatic save before all is there that belongs to the file is refused, and tried again.
        self.visit.expected.add(400)
        self.press(self.page.locator(f"#{field}-chooser [data-chooser-action-choose]:visible").first)
        chooser = self.page.locator(".modal-dialog")
        self.press(chooser.get_by_role("tab", name="Đăng tải"))
        form = chooser.locator("form[data-chooser-modal-creation-form]")
        form.locator("input[type=file]").set_input_files({"name": name, "mimeType": mime, "buffer": content})
        # The form takes the file's name first.
        expect(form.locator("input[name$=title]")).to_have_value(name.split(".")[0])
        form.locator("input[name$=title]").fill(title)
        self.press(form.locator("[type=submit]"))
        expect(self.page.locator(f"#{field}-title")).to_have_text(title)
        expect(chooser).to_have_count(0)

    def add_paragraph(self, text: str) -> None:
        self.press(self.page.locator("#body-root .c-sf-add-button").first)
        self.press(self.page.locator(".w-combobox__option").first)
        words = self.page.locator(DRAFTAIL).first
        self.press(words)
        self.page.keyboard.type(text)
        # The editor hands its text to the form a moment later.
        value = self.page.locator("#body-root input[name='body-0-value']")
        expect(value).to_have_value(re.compile(re.escape(text)))

    def write_article(self, title: str, text: str) -> str:
        """An article without a picture, saved as a draft; returns its path on the site."""
        self.begin_article(title, "Tóm tắt của bài viết.")
        self.add_paragraph(text)
        self.save_draft()
        return self.path()

    def path(self, section: str = "tin-tuc") -> str:
        """The page's address on the school's site."""
        return f"/{section}/{self.page.locator('#id_slug').input_value()}/"

    def schedule(self, moment: datetime.datetime) -> None:
        """Set the time at which the article is to go live, and save."""
        self.press(self.page.get_by_role("button", name="trạng thái").first)
        self.press(self.page.locator("[data-a11y-dialog-show='schedule-publishing-dialog']").first)
        dialog = self.page.locator("#schedule-publishing-dialog")
        dialog.locator("[name=go_live_at]").fill(moment.strftime("%d/%m/%Y %H:%M"))
        # By the keyboard: the calendar that opened covers the button.
        dialog.locator("button[type=submit]").press("Enter")
        self.saved()

    # -- Sending -----------------------------------------------------------------------------------
    def offered(self) -> set[str]:
        """What this person may do with the page, besides saving it."""
        buttons = self.page.locator("footer button[type=submit], footer button[data-workflow-action-name]")
        names = {b.get_attribute("name") or b.get_attribute("data-workflow-action-name") for b in buttons.all()}
        return {name for name in names if name}

    def save_draft(self) -> None:
        self.press(self.page.locator("footer .action-save:visible").first)
        self.saved()

    def do(self, action: str) -> None:
        """Choose from the menu at the foot of the form."""
        button = self.page.locator(f"footer [name='{action}'], footer [data-workflow-action-name='{action}']").first
        if not button.is_visible():
            self.press(self.page.locator("footer .w-dropdown__toggle"))
        self.press(button)
        self.saved()

    def withdraw(self, title: str) -> None:
        """Take an article off the site, by the menu at the head of its form."""
        self.open_article(title)
        self.press(self.page.locator("header .w-dropdown__toggle").first)
        self.press(self.page.locator("a[href*='/unpublish/']:visible").first)
        self.press(self.page.locator("main form [type=submit]").first)
        self.saved()

    def saved(self) -> None:
        expect(self.page.locator(".messages .success")).to_be_visible()
