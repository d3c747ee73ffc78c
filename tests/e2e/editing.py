"""What people do in the admin, as they do it: by links, buttons and the keyboard."""

import io
import random

from PIL import Image
from playwright.sync_api import Locator, expect

from tests.e2e.browser import Visit


def photograph() -> bytes:
    """A JPEG as a camera makes it: large, and different each time."""
    chance = random.Random()
    small = Image.new("RGB", (8, 6))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(48)])
    file = io.BytesIO()
    small.resize((1600, 1200), Image.Resampling.BICUBIC).save(file, "JPEG", quality=80)
    return file.getvalue()


class Desk:
    """The admin of one school, as the person of this window sees it."""

    def __init__(self, visit: Visit, host: str) -> None:
        self.visit = visit
        self.page = visit.page
        self.host = host

    # -- Finding the way ---------------------------------------------------------------------------
    def open_news(self) -> None:
        """From the dashboard to the list of news."""
        self.visit.go(self.host, "/quan-tri/")
        self.page.locator(".w-summary a[href*='/quan-tri/pages/']").click()
        row = self.page.get_by_role("row").filter(has=self.page.get_by_role("link", name="Tin tức", exact=True))
        row.locator("a.children, .children a").first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Tin tức")

    def open_article(self, title: str) -> None:
        """From the list of news to the form of one."""
        self.open_news()
        self.page.get_by_role("link", name=title, exact=True).first.click()
        expect(self.page.locator("#id_title")).to_have_value(title)

    # -- Writing -----------------------------------------------------------------------------------
    def begin_article(self, title: str, summary: str) -> None:
        self.open_news()
        self.page.locator("a[href$='/add_subpage/']").first.click()
        self.page.locator("#id_title").fill(title)
        self.page.locator("#id_summary").fill(summary)

    def upload_cover(self, title: str, description: str) -> None:
        """Through the picture chooser, tab “upload”."""
        self.page.locator("#id_cover-chooser [data-chooser-action-choose]:visible").first.click()
        chooser = self.page.locator(".modal-dialog")
        chooser.get_by_role("tab").nth(1).click()
        form = chooser.locator("form[data-chooser-modal-creation-form]")
        form.locator("input[type=file]").set_input_files(
            {"name": "san-truong.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
        )
        form.locator("input[name$=title]").fill(title)
        form.locator("[type=submit]").click()
        expect(chooser).to_have_count(0)
        expect(self.page.locator("#id_cover-title")).to_have_text(title)
        self.page.locator("#id_cover_alt").fill(description)

    def add_paragraph(self, text: str) -> None:
        self.page.locator("#body-root .c-sf-add-button").first.click()
        self.page.locator(".w-combobox__option").first.click()
        words = self.page.locator("#body-root .public-DraftEditor-content").first
        words.click()
        self.page.keyboard.type(text)
        expect(words).to_contain_text(text)

    # -- Sending -----------------------------------------------------------------------------------
    def footer(self) -> Locator:
        return self.page.locator("footer")

    def offered(self) -> set[str]:
        """The names of what this person may do with the page."""
        buttons = self.page.locator("#page-edit-form button[name^=action-]")
        return {name for button in buttons.all() if (name := button.get_attribute("name"))}

    def save_draft(self) -> None:
        self.page.locator("footer .action-save").click()
        self._saved()

    def do(self, action: str) -> None:
        """Press a button of the menu at the foot of the form."""
        button = self.page.locator(f"[name='{action}']")
        if not button.is_visible():
            self.page.locator("footer .w-dropdown__toggle").click()
        button.click()
        self._saved()

    def _saved(self) -> None:
        expect(self.page.locator(".messages .success, .messages .w-message--success").first).to_be_visible()
