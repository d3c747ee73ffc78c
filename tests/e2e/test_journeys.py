"""From sign-in to the reader's screen, as teachers, principals and visitors do it."""

import datetime
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import DESKTOP, PHONE, SignedIn, Visit, Windows, sign_in
from tests.e2e.editing import DRAFTAIL, Desk, new_title
from tests.e2e.install import PATIENCE, PORTAL, Install, eventually

PRESCHOOL = f"mn-hoa-sen.{PORTAL}"
PRIMARY = f"th-phu-hoa.{PORTAL}"
PRIMARY_NAME = "Trường Tiểu học Phú Hòa"
EDITOR, PRINCIPAL, ADMINISTRATOR = "bien-tap", "hieu-truong", "quan-tri"


def portal_shows(visit: Visit, title: str) -> bool:
    """Whether the portal's front page has the article among the schools' news."""
    visit.go(PORTAL)
    return visit.page.get_by_role("link", name=title).count() > 0


@pytest.fixture
def principal(signed_in: SignedIn) -> Desk:
    return Desk(signed_in(PRIMARY, PRINCIPAL), PRIMARY)


@pytest.mark.early
def test_a_planned_article_is_not_shown_before_its_time(principal: Desk, visitor: Visit, planned: Path):
    """Looked at again by the last test of all, so that nobody waits for the minute to end."""
    moment = plan_article(principal, planned)
    path = json.loads(planned.read_text())["path"]
    assert visitor.go(PRIMARY, path).status == 404
    assert datetime.datetime.now(moment.tzinfo) < moment, "asked too late to say anything"


@pytest.mark.late
def test_a_planned_article_goes_live_at_its_time(principal: Desk, visitor: Visit, planned: Path):
    if not planned.exists():
        plan_article(principal, planned)
    article = json.loads(planned.read_text())
    moment = datetime.datetime.fromisoformat(article["moment"])
    left = (moment - datetime.datetime.now(moment.tzinfo)).total_seconds()
    eventually(lambda: visitor.go(PRIMARY, article["path"]).status == 200, max(left, 0) + PATIENCE, every=1)
    assert datetime.datetime.now(moment.tzinfo) >= moment
    eventually(lambda: portal_shows(visitor, article["title"]))


def plan_article(principal: Desk, planned: Path) -> datetime.datetime:
    title = new_title("Lịch họp phụ huynh")
    path = principal.write_article(title, "Mời quý phụ huynh đến dự.")
    now = datetime.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    # The form knows minutes; what is left of this one may be too short to finish the form.
    moment = now.replace(second=0, microsecond=0) + datetime.timedelta(minutes=1 if now.second < 15 else 2)
    principal.schedule(moment)
    principal.do("action-publish")
    planned.write_text(json.dumps({"title": title, "path": path, "moment": moment.isoformat()}))
    return moment


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["at a desk", "on a phone"])
def test_what_a_teacher_writes_and_the_principal_approves_reaches_school_and_portal(windows: Windows, screen):
    title = new_title("Ngày hội đọc sách của trường")
    teacher = windows.open(**screen)
    sign_in(teacher, PRIMARY, EDITOR)
    desk = Desk(teacher, PRIMARY)
    desk.begin_article(title, "Cả trường cùng đọc trong hai mươi phút đầu giờ.")
    desk.upload_cover("Sân trường buổi sáng", "Học sinh ngồi đọc sách dưới gốc phượng")
    desk.add_paragraph("Sáng nay, sân trường lặng đi trong hai mươi phút.")
    # She may send it, but not publish it.
    assert desk.offered() == {"action-submit"}
    desk.do("action-submit")

    reader = windows.open(**screen)
    assert not portal_shows(reader, title)

    head = windows.open(**screen)
    sign_in(head, PRIMARY, PRINCIPAL)
    desk = Desk(head, PRIMARY)
    desk.open_waiting_article(title)
    path = desk.path()
    assert reader.go(PRIMARY, path).status == 404
    desk.do("approve")

    assert reader.go(PRIMARY, path).status == 200
    article = reader.page.get_by_role("article")
    expect(article.get_by_role("heading", level=1)).to_have_text(title)
    expect(article.get_by_text("Sáng nay, sân trường lặng đi")).to_be_visible()
    picture = article.get_by_role("img", name="Học sinh ngồi đọc sách dưới gốc phượng")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 300")

    eventually(lambda: portal_shows(reader, title))
    card = reader.page.get_by_role("article").filter(has=reader.page.get_by_role("link", name=title))
    expect(card.get_by_text(PRIMARY_NAME)).to_be_visible()
    card.get_by_role("link", name=title).click()
    assert reader.page.url == reader.install.url(PRIMARY, path)


# The answer to the first automatic save is kept back: the school has the page, the browser does not know.
HOLD_ANSWER = """() => {
  const real = window.fetch;
  window.fetch = async (address, options) => {
    const answer = await real(address, options);
    if (String(address).includes('/pages/add/') && options?.method === 'post')
      await new Promise(release => { window.releaseAnswer = release });
    return answer;
  };
}"""


def test_sending_while_the_first_automatic_save_is_on_its_way_makes_one_article(signed_in: SignedIn):
    title = new_title("Gửi thật nhanh")
    desk = Desk(signed_in(PRIMARY, EDITOR), PRIMARY)
    desk.begin_article(title)
    desk.page.evaluate(HOLD_ANSWER)
    desk.add_paragraph("Một câu.")
    # What is typed in the form's first moments starts no automatic save.
    summary = desk.page.locator("#id_summary")
    held = "Boolean(window.releaseAnswer)"
    eventually(lambda: summary.press_sequentially("a") or desk.page.evaluate(held), every=1)
    desk.page.locator("footer .w-dropdown__toggle").click()
    desk.page.locator("footer [name=action-submit]").click(no_wait_after=True)
    desk.page.evaluate("window.releaseAnswer()")
    desk.saved()
    desk.open_news()
    expect(desk.page.get_by_role("link", name=title, exact=True)).to_have_count(1)


@pytest.mark.parametrize("action", ["action-submit", None], ids=["sending", "saving"])
def test_what_is_typed_just_before_an_article_is_sent_is_in_it(signed_in: SignedIn, action: str | None):
    """The text editor hands its text to the form a quarter of a second after the last key."""
    title, last = new_title("Gõ xong là gửi"), "Đây là chữ cuối cùng."
    desk = Desk(signed_in(PRIMARY, EDITOR), PRIMARY)
    desk.begin_article(title)
    desk.add_paragraph("Câu đầu.")
    desk.page.keyboard.type(f" {last}")
    button = desk.page.locator(f"footer [name={action}]" if action else "footer .action-save").first
    button.dispatch_event("click")
    desk.saved()
    desk.open_article(title)
    expect(desk.page.locator(DRAFTAIL).first).to_contain_text(f"Câu đầu. {last}")


def test_a_withdrawn_article_is_gone_at_once_and_soon_from_the_portal(principal: Desk, visitor: Visit):
    title = new_title("Thông báo nghỉ học")
    path = principal.write_article(title, "Ngày mai học sinh nghỉ học.")
    principal.do("action-publish")
    assert visitor.go(PRIMARY, path).status == 200
    eventually(lambda: portal_shows(visitor, title))

    principal.withdraw(title)
    assert visitor.go(PRIMARY, path).status == 404
    visitor.go(PRIMARY, "/tin-tuc/")
    expect(visitor.page.get_by_role("link", name=title)).to_have_count(0)
    eventually(lambda: not portal_shows(visitor, title))


def test_a_draft_is_shown_to_its_author_only(signed_in: SignedIn, visitor: Visit):
    title = new_title("Bài đang viết dở")
    desk = Desk(signed_in(PRIMARY, EDITOR), PRIMARY)
    path = desk.write_article(title, "Chưa ai được đọc đoạn này.")

    desk.press(desk.page.get_by_role("button", name="xem trước").first)
    frame = desk.page.frame_locator("[data-side-panel=preview] iframe, #w-preview-iframe").first
    expect(frame.get_by_role("heading", level=1)).to_have_text(title)
    number = desk.page.url.split("/pages/")[1].split("/")[0]
    draft = f"/quan-tri/pages/{number}/view_draft/"
    assert desk.visit.go(PRIMARY, draft).status == 200
    expect(desk.page.get_by_text("Chưa ai được đọc đoạn này.")).to_be_visible()

    assert visitor.go(PRIMARY, path).status == 404
    visitor.go(PRIMARY, draft)
    assert "/quan-tri/login/" in visitor.page.url
    expect(visitor.page.get_by_text(title)).to_have_count(0)


def test_a_visitor_sees_a_change_at_the_first_reload(principal: Desk, visitor: Visit):
    title = new_title("Thực đơn tuần này")
    path = principal.write_article(title, "Thứ Hai: canh chua.")
    principal.do("action-publish")

    def outcome() -> str:
        return visitor.go(PRIMARY, path).headers["x-page-cache"]

    assert outcome() == "miss"
    # Each of the web server's processes keeps pages of its own.
    eventually(lambda: outcome() == "hit")

    principal.open_article(title)
    changed = new_title("Thực đơn đã đổi")
    principal.page.locator("#id_title").fill(changed)
    principal.do("action-publish")
    assert outcome() == "miss"
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(changed)
    eventually(lambda: outcome() == "hit")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(changed)


def test_without_javascript_a_visitor_finds_school_news_article_and_the_way_back(without_javascript: Visit):
    page = without_javascript.page
    without_javascript.go(PORTAL)
    page.get_by_role("region", name="Tìm trường của con").get_by_role("link", name="Tiểu học").first.click()
    page.get_by_role("link", name=PRIMARY_NAME).filter(has_text="Mở trang").click()
    expect(page).to_have_title(PRIMARY_NAME)

    page.get_by_role("link", name="Tất cả tin tức").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tin tức")
    first = page.locator("main").get_by_role("article").first.get_by_role("link")
    title = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    menu = page.get_by_role("navigation", name="Menu chính")
    menu.get_by_text("Giới thiệu").first.click()
    menu.get_by_role("link", name="Ban giám hiệu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ban giám hiệu")
    page.get_by_role("contentinfo").get_by_role("link", name="danh bạ trường").click()
    assert page.url == without_javascript.install.url(PORTAL)


def test_on_a_phone_without_javascript_the_menu_opens(windows: Windows):
    visit = windows.open(**PHONE, java_script_enabled=False)
    visit.go(PRIMARY)
    menu = visit.page.get_by_role("navigation", name="Menu chính")
    expect(menu).to_be_hidden()
    visit.page.get_by_role("button", name="Menu").tap()
    menu.get_by_role("link", name="Tin tức").tap()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Tin tức")


RING = """e => [getComputedStyle(e), getComputedStyle(e, '::after')].some(
    s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none')"""


def tab_to(visit: Visit, selector: str, most: int = 60) -> None:
    """Press Tab until the element has the focus, and it can be seen where that is."""
    for _press in range(most):
        visit.page.keyboard.press("Tab")
        focus = visit.page.locator(":focus")
        assert focus.count() == 1, "the focus went nowhere"
        assert focus.evaluate(RING), f"no visible focus on {focus.evaluate('e => e.outerHTML')[:200]}"
        if focus.evaluate("(e, selector) => e.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with {most} presses of Tab")


def test_with_the_keyboard_alone_a_visitor_reaches_an_article(visitor: Visit):
    page = visitor.page
    visitor.go(PRIMARY)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#noi-dung")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#noi-dung")).to_be_focused()
    tab_to(visitor, "main a", 1)

    visitor.go(PRIMARY)
    # A submenu opens, closes with Escape and gives the focus back.
    tab_to(visitor, "nav summary", 10)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ban giám hiệu").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Ban giám hiệu").first).to_be_hidden()
    tab_to(visitor, "nav a[href='/tin-tuc/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tin tức")
    tab_to(visitor, "main article a")
    title = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_school_made_in_the_admin_answers_within_a_minute_and_invites_its_administrator(
    signed_in: SignedIn, windows: Windows, install: Install
):
    slug = new_title("th-thu").replace(" ", "-")
    host, mail = f"{slug}.{PORTAL}", f"{slug}@tptdm.edu.vn"
    office = signed_in(PORTAL, ADMINISTRATOR)
    page = office.page
    office.go(PORTAL, "/quan-tri/")
    page.get_by_role("button", name="Các trường", exact=True).click()
    page.get_by_role("link", name="Trường", exact=True).click()
    page.locator("a[href$='/truong/them/']").first.click()
    page.locator("[name=name]").fill(f"Trường Tiểu học Thử {slug[-6:]}")
    page.locator("[name=kind]").select_option("primary")
    page.locator("[name=slug]").fill(slug)
    page.locator("[name=admin_email]").fill(mail)
    page.locator("main form button[type=submit]").click()
    # The page follows the building by itself.
    expect(page.get_by_role("link", name=host)).to_be_visible(timeout=60_000)
    visitor = windows.open(**DESKTOP)
    assert visitor.go(host).status == 200
    assert f"Trường Tiểu học Thử {slug[-6:]}" in visitor.page.title()

    eventually(lambda: install.mails(mail))
    text = install.mails(mail)[0].get_content()
    link = next(word for word in text.split() if word.startswith("http"))
    invited = windows.open(**DESKTOP)
    invited.page.goto(link)
    for field in ("new_password1", "new_password2"):
        invited.page.locator(f"[name={field}]").fill("mot-mat-khau-kho-doan")
    invited.page.locator("form [type=submit]").click()
    install.passwords[host, mail] = "mot-mat-khau-kho-doan"
    sign_in(invited, host, mail)
    expect(invited.page.get_by_role("heading", level=1)).to_contain_text("Trường Tiểu học Thử")


def test_a_session_of_one_school_opens_nothing_at_another(signed_in: SignedIn, windows: Windows):
    teacher = signed_in(PRIMARY, EDITOR)
    teacher.go(PRIMARY, "/quan-tri/")
    assert teacher.page.url.endswith("/quan-tri/")
    teacher.go(PRESCHOOL, "/quan-tri/")
    assert "/quan-tri/login/" in teacher.page.url

    # Nor when it is carried there by hand.
    cookies = [cookie for cookie in teacher.context.cookies() if cookie["domain"] == PRIMARY]
    assert any(cookie["name"] == "sessionid" for cookie in cookies)
    thief = windows.open(**DESKTOP)
    for host in (PRESCHOOL, PORTAL):
        thief.context.clear_cookies()
        carried = [{"name": c["name"], "value": c["value"], "domain": host, "path": "/"} for c in cookies]
        thief.context.add_cookies(carried)
        thief.go(host, "/quan-tri/")
        assert "/quan-tri/login/" in thief.page.url
