"""Every kind of public page without JavaScript, and with the keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.browser import Visit
from tests.e2e.pages import SCHOOL, Known, Visited

SHARES = 3
# What is read, but for tools that a script brings.
LINES = """() => {
    const tools = new Set([...document.querySelectorAll('main button[type=button]')].map(e => e.innerText.trim()));
    const lines = document.querySelector('main').innerText.split('\\n').map(line => line.trim());
    return [...new Set(lines)].filter(line => line && !tools.has(line));
}"""
# A control that needs a script: it sends no form, opens no popover, and is no link anywhere.
DEAD = """() => [...document.querySelectorAll('button, a, input[type=button], [role=button], [onclick]')].filter(e =>
    e.checkVisibility({ visibilityProperty: true }) && !e.closest('dialog:not([open])') && !(
        e.matches('button, input') ? e.form && e.type === 'submit' || e.popoverTargetElement || e.command
        : e.getAttribute('href'))
    ).map(e => `does nothing: ${e.outerHTML.slice(0, 160)}`)"""
# The forms of the page: how and where they are sent.
FORMS = """() => [...document.querySelectorAll('main form')].map(
    form => `${form.method} ${form.action.split('?')[0].replace(/[0-9]+/g, '#')}`)"""
SUBMIT = "[type=submit], button:not([type])"
SAID = "main [role=alert], main [role=status]"
# What the keyboard must come to: one of each group of radio buttons, and nothing that is not shown.
STOPS = """part => {
    const shown = e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0
        && e.getClientRects().length && !e.closest('[inert]');
    const groups = new Set();
    const first = e => e.type !== 'radio' || !e.name || !groups.has(e.name) && groups.add(e.name);
    const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"],'
        + ' video[controls], audio[controls], iframe';
    window.stops = [...document.querySelector(part).querySelectorAll(kinds)].filter(e => shown(e) && first(e));
    window.visited = new Map();
    addEventListener('focusin', event => {
        const parts = [event.target, event.target.closest('label') ?? event.target];
        const ringed = parts.some(part => [null, '::before', '::after'].some(pseudo => {
            const style = getComputedStyle(part, pseudo);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
        }));
        // Where it can be scrolled to, and more than the dot that some hide from the eye.
        const seen = parts.map(part => part.getBoundingClientRect()).some(box => box.width > 1 && box.height > 1
            && box.bottom + scrollY > 0 && box.right + scrollX > 0 && box.left < innerWidth);
        visited.set(event.target, [!ringed && 'no visible focus', !seen && 'focus out of sight'].filter(Boolean));
    }, true);
    // A day is stopped at four times: day, month, year, and the calendar.
    return window.stops.length + 3 * window.stops.filter(e => e.type === 'date').length;
}"""
MISSED = """() => {
    const reached = e => visited.has(e) || e.type === 'radio' && [...visited.keys()].some(v => v.name === e.name);
    const name = e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 160);
    return [...stops.filter(e => !reached(e)).map(e => `not reached: ${name(e)}`),
        ...[...visited].flatMap(([e, problems]) => problems.map(problem => `${problem}: ${name(e)}`))];
}"""


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_says_the_same_without_javascript(
    all_pages: Known, visitor: Visit, without_javascript: Visit, share: int
):
    problems = []
    sent: set[str] = set()
    for place in all_pages.one_of_each()[share::SHARES]:
        found = [f"not said: {line}" for line in unsaid(visitor, without_javascript, place)]
        found += without_javascript.page.evaluate(DEAD) + sent_forms(without_javascript.page, sent)
        problems += [f"{place}: {line}" for line in found]
    assert not problems, "\n".join(problems)


def unsaid(visitor: Visit, without_javascript: Visit, place: Visited) -> list[str]:
    """The lines that are missing without JavaScript; asked again if something was published in between."""
    for _attempt in range(3):
        visitor.go(place.host, place.path)
        without_javascript.go(place.host, place.path)
        told = set(without_javascript.page.evaluate(LINES))
        missing = [line for line in visitor.page.evaluate(LINES) if line not in told]
        if not missing:
            break
    return missing


def sent_forms(page: Page, sent: set[str]) -> list[str]:
    """Send each form as it is: it answers with a page, be it one that says what is missing."""
    problems: list[str] = []
    address, heading = page.url, page.locator("h1").inner_text()
    for number, form in enumerate(page.evaluate(FORMS)):
        if form in sent:
            continue
        sent.add(form)
        # The server's own answer, not the browser's, to what is missing.
        page.evaluate("number => { document.querySelectorAll('main form')[number].noValidate = true }", number)
        with page.expect_navigation() as answered:
            page.locator("main form").nth(number).locator(SUBMIT).first.dispatch_event("click")
        answer: Any = answered.value
        # 400 is what a form with mistakes in it answers.
        if answer.status not in (200, 400):
            problems.append(f"{form} answers {answer.status}")
        elif form.startswith("post") and page.locator("h1").inner_text() == heading and not page.locator(SAID).count():
            problems.append(f"{form} was sent empty and nothing is said")
        page.goto(address)
    return problems


def test_what_the_keyboard_misses_is_really_seen(visitor: Visit):
    visitor.go(SCHOOL, "/tin-tuc/")
    visitor.page.evaluate("for (const a of document.links) a.style.outline = a.style.boxShadow = 'none'")
    assert "no visible focus" in walked_through(visitor.page, "main")[0]


@pytest.mark.parametrize("share", range(SHARES))
def test_the_keyboard_reaches_everything_and_shows_where_it_is(all_pages: Known, visitor: Visit, share: int):
    problems = []
    for place in all_pages.one_of_each()[share::SHARES]:
        visitor.go(place.host, place.path)
        found = walked_through(visitor.page, "body" if place.path == "/" else "main")
        problems += [f"{place}: {line}" for line in found]
    assert not problems, "\n".join(problems)


def walked_through(page: Page, part: str) -> list[str]:
    """All of the page with Tab; or, past what is the same on every page by its first link, the content."""
    count = page.evaluate(STOPS, part)
    page.keyboard.press("Tab")
    if part == "main":
        page.keyboard.press("Enter")
        if not page.evaluate("document.activeElement.id === 'noi-dung'"):
            return ["the first link does not skip to the content"]
        page.evaluate("visited.clear()")
    for _press in range(count):
        page.keyboard.press("Tab")
    problems: list[str] = page.evaluate(MISSED)
    return problems
