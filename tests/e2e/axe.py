"""axe: all its rules, or those of WCAG only; and whether a page that was dressed anew has to be looked at again."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Nothing but colours differs by night.
RULES = {
    "light": {"runOnly": {"type": "tag", "values": WCAG}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast"]}},
}
HELPERS = """() => {
    // Wagtail's editor has an axe of its own with rules for authors, which are no rules of the screen.
    const ours = window.axe, seen = new Set();
    // What fades in or slides is looked at when it has arrived.
    const atRest = () => Promise.allSettled(document.getAnimations()
        .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
        .map(animation => animation.finished));
    const violations = async (options, without = []) => {
        await atRest();
        const where = { include: [['html']], exclude: without.map(part => [part]) };
        // Without fetching the style sheets anew: no rule that is asked reads them.
        const found = await ours.run(where, { resultTypes: ['violations'], preload: false, ...options });
        return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id} (${rule.impact}): `
            + `${node.target.join(' ')}  ${node.html.replace(/\\s+/g, ' ').slice(0, 160)}`));
    };
    // What axe judges and a style sheet can change: what is seen, its colours, whether its letters count as large,
    // whether it is a target to touch and large enough, what lies over what, and what scrolls.
    const look = without => [...document.body.querySelectorAll('*')].filter(
        e => !without.length || !e.closest(without.join(','))).map(e => {
        const style = getComputedStyle(e);
        if (style.display === 'none' || style.visibility === 'hidden' || !e.checkVisibility()) return '';
        const size = parseFloat(style.fontSize), box = e.getBoundingClientRect();
        const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        const target = e.matches('a, button, input, select, summary') && [box.width >= 24, box.height >= 24];
        return [style.color, style.backgroundColor, style.backgroundImage !== 'none', style.opacity, large, target,
            style.position, style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth,
            style.textDecorationLine];
    }).join(';');
    const scrolls = () => document.documentElement.scrollWidth > document.documentElement.clientWidth
        ? ['scrolls sideways'] : [];
    const wear = layout => { document.documentElement.dataset.layout = layout };
    const inLayouts = async (layouts, judge) => {
        const found = [];
        for (const layout of layouts) {
            wear(layout);
            found.push(...(await judge()).map(line => `${layout}: ${line}`));
        }
        return found;
    };
    // The page's first look is judged by all rules and as a whole.
    const unseen = (layouts, options, without) => inLayouts(layouts, async () => {
        await atRest();
        const found = scrolls(), key = look(without);
        if (!seen.has(key))
            found.push(...await violations(...(seen.size ? [options, without] : [{}])));
        seen.add(key);
        return found;
    });
    const sideways = layouts => inLayouts(layouts, scrolls);
    window.axeOfTests = { violations, unseen, sideways };
}"""


def load(page: Page) -> None:
    """Put axe into the page; past its Content-Security-Policy, since it is evaluated, not linked."""
    if not page.evaluate("'axeOfTests' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(HELPERS)


def violations(page: Page) -> list[str]:
    """What axe finds with all its rules: a line for each element, beginning with the rule."""
    return _ask(page, "violations", {})


def wcag_violations(page: Page) -> list[str]:
    """The same by the rules of WCAG 2.2 A and AA."""
    return _ask(page, "violations", RULES["light"])


def contrast_violations(page: Page) -> list[str]:
    """The same by the rule that colours decide."""
    return _ask(page, "violations", RULES["dark"])


def unseen_violations(page: Page, layouts: tuple[str, ...], scheme: str, without: tuple[str, ...]) -> list[str]:
    """What scrolls sideways, and what axe finds, in each layout that gives the page a look it has not judged yet.

    The parts in `without` are those that another page has shown already.
    """
    return _ask(page, "unseen", list(layouts), RULES[scheme], list(without))


def sideways(page: Page, layouts: tuple[str, ...]) -> list[str]:
    """The layouts in which the page is wider than its window."""
    return _ask(page, "sideways", list(layouts))


def _ask(page: Page, what: str, *arguments: Any) -> list[str]:
    load(page)
    found: list[str] = page.evaluate("([what, args]) => axeOfTests[what](...args)", [what, list(arguments)])
    return found
