"""The admin: under axe at two widths, and Vietnamese throughout."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import violations
from tests.e2e.browser import SignedIn, Visit
from tests.e2e.editing import Desk
from tests.e2e.install import PORTAL

SCHOOL = f"th-phu-hoa.{PORTAL}"
EDITOR, PRINCIPAL, ADMINISTRATOR = "bien-tap", "hieu-truong", "quan-tri"
WIDTHS = (1280, 360)


def at(path: str) -> Callable[[Visit, str], None]:
    """Open a screen by its address."""

    def step(visit: Visit, host: str) -> None:
        visit.go(host, path)

    return step


def new_article(visit: Visit, host: str) -> None:
    desk = Desk(visit, host)
    desk.begin_article("")
    visit.page.locator("#body-root .c-sf-add-button").first.wait_for()


def article(visit: Visit, host: str) -> None:
    Desk(visit, host).open_news()
    # The oldest: nobody else is writing it at this moment.
    visit.page.locator("td.title a[href$='/edit/']").last.click()
    visit.page.locator("#body-root [data-contentpath]").first.wait_for()


def history(visit: Visit, host: str) -> None:
    article(visit, host)
    visit.page.goto(visit.page.url.replace("/edit/", "/history/"))


def page_types(visit: Visit, host: str) -> None:
    Desk(visit, host).open_news()
    visit.page.goto(re.sub(r"/\d+/.*", "/3/add_subpage/", visit.page.url))


def picture_chooser(visit: Visit, host: str) -> None:
    new_article(visit, host)
    visit.page.locator("#id_cover-chooser [data-chooser-action-choose]:visible").first.click()
    visit.page.locator(".modal-dialog").get_by_role("tab", name="Đăng tải").click()


def one_school(visit: Visit, host: str) -> None:
    visit.go(host, "/quan-tri/truong/")
    visit.page.locator("main tbody a").first.click()
    visit.page.wait_for_url("**/truong/*/")


# name -> who, host, how to get there
SCREENS: dict[str, tuple[str, str, Callable[[Visit, str], None]]] = {
    "dashboard": (PRINCIPAL, SCHOOL, at("/quan-tri/")),
    "explorer": (PRINCIPAL, SCHOOL, at("/quan-tri/pages/")),
    "choice of a page type": (PRINCIPAL, SCHOOL, page_types),
    "new article": (EDITOR, SCHOOL, new_article),
    "picture chooser": (EDITOR, SCHOOL, picture_chooser),
    "article": (PRINCIPAL, SCHOOL, article),
    "history of an article": (PRINCIPAL, SCHOOL, history),
    "pictures": (PRINCIPAL, SCHOOL, at("/quan-tri/images/")),
    "new pictures": (PRINCIPAL, SCHOOL, at("/quan-tri/images/add/")),
    "files": (PRINCIPAL, SCHOOL, at("/quan-tri/documents/")),
    "approvals": (PRINCIPAL, SCHOOL, at("/quan-tri/reports/workflow/")),
    "steps of approvals": (PRINCIPAL, SCHOOL, at("/quan-tri/reports/workflow_tasks/")),
    "history of the site": (PRINCIPAL, SCHOOL, at("/quan-tri/reports/site-history/")),
    "pages by age": (PRINCIPAL, SCHOOL, at("/quan-tri/reports/aging-pages/")),
    "account": (PRINCIPAL, SCHOOL, at("/quan-tri/account/")),
    "people": (ADMINISTRATOR, SCHOOL, at("/quan-tri/users/")),
    "new person": (ADMINISTRATOR, SCHOOL, at("/quan-tri/users/new/")),
    "news categories": (ADMINISTRATOR, SCHOOL, at("/quan-tri/snippets/news/newscategory/")),
    "redirects": (ADMINISTRATOR, SCHOOL, at("/quan-tri/redirects/")),
    # Ours, at the portal.
    "schools": (ADMINISTRATOR, PORTAL, at("/quan-tri/truong/")),
    "new school": (ADMINISTRATOR, PORTAL, at("/quan-tri/truong/them/")),
    "import of schools": (ADMINISTRATOR, PORTAL, at("/quan-tri/truong/nhap/")),
    "progress": (ADMINISTRATOR, PORTAL, at("/quan-tri/truong/tien-do/")),
    "one school": (ADMINISTRATOR, PORTAL, one_school),
}
# Screens before the sign-in.
DOORS = {
    "sign-in": "/quan-tri/login/",
    "forgotten password": "/quan-tri/password_reset/",
    "used invitation": "/quan-tri/loi-moi/MQ/x-y/",
}
# What Wagtail 8.0's own scripts and templates leave out: screen, rule and element.
WAGTAILS_OWN = (
    # The tag field hides the labelled input behind one that jQuery UI makes without a name.
    ("new pictures", "label", "ui-autocomplete-input"),
    ("picture chooser", "label", "ui-autocomplete-input"),
    ("picture chooser", "aria-dialog-name", 'class="modal'),
    # A link beside the tabs that opens one of them says that it is a tab too.
    ("new person", "aria-required-parent", 'href="#tab-roles"'),
    # Draftail's text box takes no name from its block's label.
    ("article", "aria-input-field-name", "notranslate"),
    # The small map beside the form scrolls, and its links are hidden until the mouse is there.
    ("article", "scrollable-region-focusable", "w-minimap__list"),
    # An approval that was answered without a comment has an empty heading for it.
    ("approvals", "empty-heading", "<h2></h2>"),
)
# Words of an English interface that are no Vietnamese syllables.
ENGLISH = re.compile(
    r"\b(the|this|that|and|with|your|you|are|is|add|edit|delete|save|cancel|search|page|pages|image|images|document"
    r"|documents|upload|choose|select|publish|published|draft|live|status|title|user|users|username|password|sign"
    r"|log|settings|reports|history|workflow|action|actions|toggle|close|open|more|show|hide|view|none|true|false"
    r"|yes|new|create|created|update|updated|minutes?|hours?|days?|ago|unknown|filter|sort|order|type|date|time"
    r"|required|field|help|home|menu toggle|comment|comments|insert|heading|picture|text|quote)\b",
    re.IGNORECASE,
)
SHOWN = """() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')]
    .flatMap(e => ['aria-label', 'title', 'placeholder'].map(name => e.getAttribute(name)).filter(Boolean))]"""
# Names of things, not of the interface.
NAMES = re.compile(r"Word|Excel|[\w.-]+@[\w.-]+|https?://\S+|(?<=\s)\S+\.localhost|new_password\d")


def judged(page: Page, name: str) -> list[str]:
    """What axe finds beyond what is Wagtail's own."""
    known = [(rule, part) for screen, rule, part in WAGTAILS_OWN if screen == name]
    problems = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        problems += [
            f"{width} px: {line}"
            for line in violations(page)
            if not any(line.startswith(f"{rule} ") and part in line for rule, part in known)
        ]
    return problems


def english(page: Page) -> list[str]:
    """The English words that can be seen, or heard by those who cannot see."""
    lines = [NAMES.sub("", line) for text in page.evaluate(SHOWN) for line in text.splitlines()]
    return sorted({f"{found[0]!r} in {line.strip()[:100]!r}" for line in lines if (found := ENGLISH.search(line))})


def test_english_is_really_seen(visitor: Visit):
    visitor.go(SCHOOL, "/quan-tri/login/")
    visitor.page.evaluate("document.querySelector('form').append('Save draft')")
    visitor.page.locator("[name=username]").evaluate("field => field.title = 'Your name'")
    assert len(english(visitor.page)) == 2


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_of_the_admin_is_accessible_and_vietnamese(signed_in: SignedIn, name: str):
    user, host, reach = SCREENS[name]
    visit = signed_in(host, user)
    reach(visit, host)
    visit.page.wait_for_load_state("networkidle")
    problems = english(visit.page) + judged(visit.page, name)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", DOORS)
def test_a_screen_before_the_sign_in_is_accessible_and_vietnamese(visitor: Visit, name: str):
    visitor.go(SCHOOL, DOORS[name])
    problems = english(visitor.page) + judged(visitor.page, name)
    assert not problems, "\n".join(problems)


def test_a_wrong_password_is_answered_beside_the_form_in_vietnamese(visitor: Visit):
    page = visitor.page
    visitor.go(SCHOOL, "/quan-tri/login/")
    page.locator("[name=username]").fill(EDITOR)
    page.locator("[name=password]").fill("không phải mật khẩu này")
    page.locator("form [type=submit]").click()
    page.get_by_text("mật khẩu không đúng").wait_for()
    assert not english(page)
    assert not judged(page, "sign-in")
