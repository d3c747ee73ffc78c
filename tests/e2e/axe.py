"""axe: all its rules, or those of WCAG only; and whether a page that was dressed anew has to be looked at again."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# What fades in or slides is looked at when it has arrived.
AT_REST = """() => Promise.allSettled(document.getAnimations()
    .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
    .map(animation => animation.finished))"""
RUN = """async ([where, options]) => (await axeOfTests.run(where, options)).violations.flatMap(
    rule => rule.nodes.map(node =>
        `${rule.id} (${rule.impact}): ${node.target.join(' ')}  ${node.html.replace(/\\s+/g, ' ').slice(0, 160)}`))"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What axe judges and a style sheet can change: what is seen, its colours, whether its letters count as large, whether
# it is a target to touch and large enough, what lies over what, and what scrolls.
LOOK = """without => [...document.body.querySelectorAll('*')].filter(e => !without || !e.closest(without)).map(e => {
    const style = getComputedStyle(e);
    if (style.display === 'none' || style.visibility === 'hidden' || !e.checkVisibility()) return '';
    const size = parseFloat(style.fontSize), box = e.getBoundingClientRect();
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const target = e.matches('a, button, input, select, summary') && [box.width >= 24, box.height >= 24];
    return [style.color, style.backgroundColor, style.backgroundImage !== 'none', style.opacity, large, target,
        style.position, style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth, style.textDecorationLine];
}).join(';')"""


def load(page: Page) -> None:
    """Put axe into the page; past its Content-Security-Policy, since it is evaluated, not linked."""
    if not page.evaluate("'axeOfTests' in window"):
        page.evaluate(AXE_SCRIPT)
        # Wagtail's editor has an axe of its own with rules for authors, which are no rules of the screen.
        page.evaluate("window.axeOfTests = window.axe")


def look(page: Page, without: tuple[str, ...] = ()) -> int:
    """A number that stays the same as long as axe would say the same of the page, but for these parts."""
    page.evaluate(AT_REST)
    return hash(page.evaluate(LOOK, ", ".join(without)))


def violations(page: Page) -> list[str]:
    """What axe finds with all its rules: a line for each element, beginning with the rule."""
    return _run(page, {})


def wcag_violations(page: Page, without: tuple[str, ...] = ()) -> list[str]:
    """The same by the rules of WCAG 2.2 A and AA, in the page but for these parts."""
    return _run(page, {"runOnly": {"type": "tag", "values": WCAG}}, without)


def contrast_violations(page: Page, without: tuple[str, ...] = ()) -> list[str]:
    """The same by the rule that colours decide."""
    return _run(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}, without)


def _run(page: Page, options: dict[str, Any], without: tuple[str, ...] = ()) -> list[str]:
    load(page)
    page.evaluate(AT_REST)
    where = {"include": [["html"]], "exclude": [[part] for part in without]}
    found: list[str] = page.evaluate(RUN, [where, {"resultTypes": ["violations"], **options}])
    return found
