"""axe: all its rules, or those of WCAG only where the same page is looked at many times."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# What fades in or slides is looked at when it has arrived.
AT_REST = """() => Promise.allSettled(document.getAnimations()
    .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
    .map(animation => animation.finished))"""
RUN = """async ([where, options]) => (await axe.run(where, options)).violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} (${rule.impact}): ${node.target.join(' ')}  ${node.html.replace(/\\s+/g, ' ').slice(0, 160)}`))"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def load(page: Page) -> None:
    """Put axe into the page; past its Content-Security-Policy, since it is evaluated, not linked."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)


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
